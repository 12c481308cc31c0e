import MailBytes

/// What an option tells of the aim of the whole command line.
extension OptionKey {
  /// Whether it says what a message is made of or whom it is for: whoever writes it means to send one.
  var isOfMessage: Bool {
    switch self {
    case .subject, .cc, .bcc, .receiver, .template, .forceSend, .attach, .attachAs, .attachDescriptor, .bodyFile,
      .bodyType, .html, .markdown, .quoteFile:
      true
    default: false
    }
  }

  /// Whether it says which mailbox is read, or what of it.
  var isOfReading: Bool {
    switch self {
    case .file, .user, .exists, .summary, .search, .printAll: true
    default: false
    }
  }

  /// Whether it asks about sending instead of for a message: each of these is a run of its own.
  var isUpkeep: Bool {
    switch self {
    case .check, .trust, .queue, .flush, .resume: true
    default: false
    }
  }

  /// Whether a word behind an option of upkeep can be what the option asks for: an entry of the queue, the number of a
  /// dead letter.
  ///
  /// Anything else is most likely somebody whom a message is for.
  func canName(_ word: [UInt8]) -> Bool {
    switch self {
    case .queue: word.first.map { (0x30...0x39).contains($0) } ?? false
    case .flush: word.elementsEqual("due".utf8) || OptionKey.queue.canName(word)
    case .resume:
      ASCII.lowercased(word).elementsEqual("all".utf8)
        || !word.isEmpty && word.allSatisfy { (0x30...0x39).contains($0) }
    default: false
    }
  }

  /// Whether a check, a flush and their like would pass it over.
  var isIdleInUpkeep: Bool {
    switch self {
    case .explain, .from, .replyTo, .header, .bodyText, .inReplyTo: true
    default: isOfMessage || isOfReading || isUpkeep
    }
  }
}
