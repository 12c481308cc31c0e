import MailLanguage
import MailStore
import MailSystem

extension TildeEscape {
  static let attach = TildeEscape("@", "[files]", "Attach files, or list and change the attachments.") {
    composer, argument in
    if argument.isEmpty {
      try composer.changeAttachments()
    } else {
      for word in WordLexer.words(argument) { try composer.attach(word) }
    }
    return nil
  }

  static let attachFile = TildeEscape("+", "file [type]", "Attach a file.") { composer, argument in
    let words = WordLexer.words(argument)
    guard let first = words.first else { throw ShellError("~+: no file name", hint: "Write ~+ FILE [TYPE].") }
    try composer.attach(first)
    if words.count > 1, let last = composer.composition.attachments.indices.last {
      composer.composition.attachments[last].type = words[1].string
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

  static let attachmentNumber = TildeEscape("^", "number", "Remove an attachment.") { composer, argument in
    guard let number = Int(String(decoding: argument, as: UTF8.self)),
      composer.composition.attachments.indices.contains(number - 1)
    else { throw ShellError("~^: no such attachment", hint: "Type ~l for the list.") }
    composer.composition.attachments.remove(at: number - 1)
    return nil
  }
}

extension Composer {
  /// Attaches a file, or message N of the folder for `#N`.
  func attach(_ word: QuotedWord) throws {
    if word.bytes.first == UInt8(ascii: "#"), let number = Int(String(decoding: word.bytes.dropFirst(), as: UTF8.self))
    {
      let bytes = try session.outgoingContent(of: number)
      composition.attachments.append(
        Composition.Attachment(source: .message(bytes), type: "message/rfc822", name: nil))
      return
    }
    let path = try session.expandFileName(word)
    guard FileSystem.isReadable(path), !FileSystem.isDirectory(path) else {
      throw ShellError("\(TerminalQuote.quoted(path)): cannot be read, so it is not attached")
    }
    composition.attachments.append(Composition.Attachment(source: .file(path: path)))
  }

  /// Shows the attachments one by one: an empty answer keeps, a name replaces, `-` removes; then asks for more.
  func changeAttachments() throws {
    var kept: [Composition.Attachment] = []
    for (index, attachment) in composition.attachments.enumerated() {
      let shown = SettingLine.shown(Array(attachment.words.utf8))
      guard let answer = try prompt("#\(index + 1) \(shown) ") else { return }
      if answer.isEmpty { kept.append(attachment) }
      if !answer.isEmpty, answer != "-" { kept.append(Composition.Attachment(source: .file(path: answer))) }
    }
    composition.attachments = kept
    guard session.world.input.isTerminal else { return }
    while let answer = try prompt("#\(composition.attachments.count + 1) "), !answer.isEmpty {
      do { try attach(WordLexer.wholeWord(Array(answer.utf8))) } catch let error as ShellError { session.report(error) }
    }
  }
}
