import MailBytes
import MailFormat
import MailLanguage
import MailStore
import MailSystem

extension TildeEscape {
  static let attach = TildeEscape(
    "@", "[files]", completes: .files, "Attach files, or list and change the attachments."
  ) {
    composer, argument in
    if argument.isEmpty {
      try composer.changeAttachments()
    } else {
      for word in WordLexer.words(argument) { try composer.attach(named: word) }
    }
    return nil
  }

  static let attachFile = TildeEscape(
    "+", "file [type [encoding]]", completes: .files, "Attach a file."
  ) { composer, argument in
    let words = WordLexer.words(argument)
    guard let first = words.first else {
      throw ShellError("~+: no file name", hint: "Write ~+ FILE [TYPE [ENCODING]].")
    }
    let encoding = words.count > 2 ? BuildOptions.Encoding(named: words[2].bytes) : nil
    if words.count > 2, encoding == nil {
      throw ShellError(
        "~+: unknown encoding \(TerminalQuote.quoted(words[2].string))",
        hint: "It takes 7bit, 8bit, quoted-printable or base64.")
    }
    try composer.attach(first)
    if words.count > 1, let last = composer.composition.attachments.indices.last {
      composer.composition.attachments[last].type = words[1].string
      composer.composition.attachments[last].encoding = encoding
    }
    return nil
  }

  static let attachments = TildeEscape("l", "List the attachments.") { composer, _ in
    if composer.composition.attachments.isEmpty { composer.session.say("No attachments.") }
    for (index, attachment) in composer.composition.attachments.enumerated() {
      composer.session.say("\(index + 1) " + SettingLine.shown(Array(attachment.words.utf8)))
    }
    return nil
  }

  static let alternative = TildeEscape(
    "/", "Make the attachments other forms of the text, or attachments again."
  ) { composer, argument in
    // Text such as ~/bin at the beginning of a line is not meant.
    guard argument.isEmpty else {
      throw ShellError("~/: takes nothing behind it", hint: "Write ~~/ for a line that begins with ~/.")
    }
    composer.composition.isAlternative.toggle()
    composer.session.say(
      composer.composition.isAlternative
        ? "Attachments go as other forms of the text." : "Attachments go beside the text.")
    return nil
  }

  static let attachmentNumber = TildeEscape(
    "^", "number | words", "Remove an attachment, or look at the message and change it by words (~^ help)."
  ) { composer, argument in
    if let first = argument.first, (first | 0x20) &- UInt8(ascii: "a") < 26 {
      MessageProtocol(composer: composer).run(argument)
      return nil
    }
    guard let number = Int(String(decoding: argument, as: UTF8.self)),
      composer.composition.attachments.indices.contains(number - 1)
    else { throw ShellError("~^: no such attachment", hint: "Type ~l for the list.") }
    composer.composition.attachments.remove(at: number - 1)
    return nil
  }
}

extension Composer {
  /// Attaches a file, or message N of the folder for `#N`.
  func attach(_ word: QuotedWord) throws { composition.attachments.append(try attachment(word)) }

  private func attachment(_ word: QuotedWord) throws -> Composition.Attachment {
    if word.bytes.first == UInt8(ascii: "#"), let number = Int(String(decoding: word.bytes.dropFirst(), as: UTF8.self))
    {
      let bytes = try session.outgoingContent(of: number)
      return Composition.Attachment(source: .message(bytes), type: "message/rfc822", name: nil)
    }
    var path = try session.expandFileName(word)
    var charsets = AttachmentCharsets()
    if !FileSystem.exists(path), let equals = path.utf8.lastIndex(of: UInt8(ascii: "=")) {
      charsets = AttachmentCharsets(String(path[path.utf8.index(after: equals)...]))
      path = String(path[..<equals])
    }
    guard FileSystem.isReadable(path), !FileSystem.isDirectory(path) else {
      throw ShellError("\(TerminalQuote.quoted(path)): cannot be read, so it is not attached")
    }
    let (attachment, cutOff) = try session.attachment(path, charsets) { Composition.Attachment(source: $0) }
    switch cutOff {
    case nil: return attachment
    case .signal(.interrupt)?:
      throw ShellError(
        "\(TerminalQuote.quoted(path)): \(Signal.interrupt.name) came before its end, so it is not attached")
    case .signal(let signal)?:
      // All but an interrupt end the letter, which keeps what was read.
      endingSignal = signal.rawValue
      return attachment
    case .failure(let failure)?: throw failure
    case .limit?: throw ShellError("\(TerminalQuote.quoted(path)): is too long, so it is not attached")
    }
  }

  /// Attaches one of several files; a failure is told and does not keep the others away.
  ///
  /// Commas may stand between names, and belong to a name where a file is called so.
  fileprivate func attach(named word: QuotedWord) throws {
    var words = [word]
    let comma = UInt8(ascii: ",")
    if word.bytes.contains(comma), (try? session.expandFileName(word)).map({ !FileSystem.exists($0) }) ?? true {
      words = word.bytes.split(separator: comma).map { QuotedWord(Array($0), isLiteral: word.isLiteral) }
    }
    for word in words where endingSignal == nil {
      do { try attach(word) } catch let error as any MailError {
        if endsAtError { throw error }
        session.report(error)
      }
    }
  }

  /// Shows the attachments one by one: an empty answer keeps, a name replaces, `-` removes; then asks for more.
  func changeAttachments() throws {
    let old = composition.attachments
    var kept: [Composition.Attachment] = []
    for (index, attachment) in old.enumerated() {
      let shown = SettingLine.shown(Array(attachment.words.utf8))
      guard let answer = try prompt("#\(index + 1) \(shown) ") else {
        // What was answered counts, and what was not asked about stays.
        composition.attachments = kept + old[index...]
        throw ShellError("interrupted; the attachments are as they were answered so far")
      }
      if answer == "-" { continue }
      kept.append(
        answer.isEmpty ? attachment : replacement(named: answer) ?? substitute(for: attachment, named: answer))
    }
    composition.attachments = kept
    guard session.world.input.isTerminal else { return }
    while let answer = try prompt("#\(composition.attachments.count + 1) "), !answer.isEmpty {
      if let more = replacement(named: answer) { composition.attachments.append(more) }
    }
  }

  /// What stands in the place of a file that cannot be attached: a person, who has been told, keeps what was there; where
  /// nobody reads that, the name itself, at which sending fails rather than that another file goes out.
  private func substitute(
    for attachment: Composition.Attachment, named answer: String
  ) -> Composition.Attachment {
    session.world.input.isTerminal ? attachment : Composition.Attachment(source: .file(path: answer))
  }

  /// The file of an answer; nil where it cannot be attached, which has been told.
  private func replacement(named answer: String) -> Composition.Attachment? {
    do { return try attachment(WordLexer.wholeWord(Array(answer.utf8))) } catch {
      session.report(error)
      return nil
    }
  }
}
