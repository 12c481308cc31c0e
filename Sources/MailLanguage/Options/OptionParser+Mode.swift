import MailBytes

extension OptionParser {
  /// Sorts the operands when all is read: the file of `-f`, recipients, mailto URLs; and tells the mode.
  mutating func finish() throws(UsageError) {
    if result.isInformation { return }
    takeMissingQuote()
    if try takeUpkeep() { return }
    let readsOnly = result.has(.exists) || result.has(.summary) || result.has(.search) || result.has(.printAll)
    if result.has(.file) {
      try takeFile()
    } else if result.has(.user) || readsOnly, let first = operands.first {
      throw UsageError(
        "\(String(decoding: first, as: UTF8.self)): no recipients where a mailbox is read",
        hint: "To read a file write -f \(String(decoding: first, as: UTF8.self)).")
    } else {
      for operand in operands { try takeRecipient(operand) }
    }
    let sends =
      !result.recipients.isEmpty || !result.trailing.isEmpty || result.has(.template) || result.has(.forceSend)
      || result.has(.receiver)
    let composes = result.items.contains { $0.key.isOfMessage }
    if (sends || composes) && (result.has(.file) || result.has(.user) || readsOnly) {
      throw UsageError("a message to send, and a mailbox to read", hint: "Leave out -f, -u, -e, -H or -L.")
    }
    if sends {
      result.mode = .send
    } else if composes {
      // An explanation is not refused: it tells that nobody is named.
      if result.has(.cc) || result.has(.bcc) || result.has(.explain) {
        result.mode = .send
      } else {
        throw UsageError("no recipient", hint: "Name an address behind the options, or use -t.")
      }
    }
  }

  /// A check, the queue, a dead letter: true where one of them is asked for, and nothing beside it that it passes over.
  private mutating func takeUpkeep() throws(UsageError) -> Bool {
    guard let task = result.items.first(where: { $0.key.isUpkeep })?.key else { return false }
    let name = OptionParser.spelling(of: task)
    for item in result.items where item.key != task && item.key.isIdleInUpkeep {
      // Whose mail is to go may decide which server it goes to.
      if task == .check, item.key == .from { continue }
      throw UsageError(
        "\(name) and \(OptionParser.spelling(of: item.key)) do not go together",
        hint: task == .resume && !item.key.isUpkeep && !item.key.isOfReading
          ? "A letter goes as it is; at a terminal an answer of e lets it be changed." : "Ask for one at a time.")
    }
    if let word = operands.first(where: { !task.canName($0) }) {
      throw UsageError(
        OptionParser.summary(of: word, behind: task, name),
        hint: OptionParser.hint(behind: task, name) + "Leave out \(name) to send a message.")
    }
    result.recipients = operands
    return true
  }

  /// What is wrong with a word behind an option of upkeep.
  private static func summary(of word: [UInt8], behind task: OptionKey, _ name: String) -> String {
    let word = String(decoding: word, as: UTF8.self)
    guard !word.utf8.contains(UInt8(ascii: "@")) else { return "\(name) takes no address: \(word)" }
    return switch task {
    case .queue, .flush: "\(name): no message of the queue has such a name: \(word)"
    case .resume: "\(name): no letter has such a number: \(word)"
    default: "\(name) takes no address: \(word)"
    }
  }

  /// What a word behind an option of upkeep could be, in words.
  private static func hint(behind task: OptionKey, _ name: String) -> String {
    switch task {
    case .queue, .flush: "--queue lists the messages that wait with their names. "
    case .resume: "\(name) takes numbers of letters, or all. "
    default: ""
    }
  }

  /// Where a `-q` was followed by one name among several, it is that of a file: to fail is better than to write to it.
  private mutating func takeMissingQuote() {
    guard let place = missingQuote, !result.has(.file), operands.indices.contains(place.operand),
      operands.count > 1 || !result.trailing.isEmpty || result.has(.template)
    else { return }
    result.items[place.item].key = .quoteFile
    result.items[place.item].value = operands.remove(at: place.operand)
    result.items[place.item].reading = "a file that begins the text"
  }

  private mutating func takeFile() throws(UsageError) {
    if result.file == nil, let first = operands.first {
      result.file = first
      operands.removeFirst()
    }
    if let second = operands.first {
      let text = String(decoding: second, as: UTF8.self)
      throw UsageError(
        "more than one file given with -f: \(text)",
        hint: "With -f one mailbox is read; leave it out to send a message.")
    }
  }

  private mutating func takeRecipient(_ operand: [UInt8]) throws(UsageError) {
    guard operand.count > 7, operand[..<7].map(lowered).elementsEqual("mailto:".utf8) else {
      result.recipients.append(operand)
      return
    }
    let url = MailtoURL(operand)
    if let foreign = url.foreign.first {
      throw UsageError(
        "mailto: no address: \(String(decoding: foreign, as: UTF8.self))",
        hint: "Files, commands and options are not taken from a URL. Nothing was sent.", exitStatus: .dataError)
    }
    result.recipients += url.to
    for copy in url.cc { add(.cc, copy, -1, reading: "from the mailto URL") }
    if let subject = url.subject, !result.has(.subject) { add(.subject, subject, -1, reading: "from the mailto URL") }
    if let id = url.inReplyTo { add(.inReplyTo, id, -1, reading: "from the mailto URL") }
    if let body = url.body { add(.bodyText, body, -1, reading: "from the mailto URL") }
    for name in url.refused { result.warnings.append("mailto: the field \(name) is not taken from a URL") }
  }
}
