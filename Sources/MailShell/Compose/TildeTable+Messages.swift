import MailBytes
import MailFormat
import MailLanguage
import MailStore

extension TildeEscape {
  private static func inserting(
    _ letter: Unicode.Scalar, _ help: String, allFields: Bool, indented: Bool, bodyOnly: Bool = false
  ) -> TildeEscape {
    TildeEscape(letter, "[msgs]", help) { composer, argument in
      try composer.insertMessages(argument, allFields: allFields, indented: indented, bodyOnly: bodyOnly)
      return nil
    }
  }

  static let forward = inserting("f", "Insert messages with the selected fields.", allFields: false, indented: false)
  static let forwardAll = inserting("F", "Insert messages with all fields.", allFields: true, indented: false)
  static let quote = inserting("m", "Insert messages, indented.", allFields: false, indented: true)
  static let quoteAll = inserting("M", "As ~m with all fields.", allFields: true, indented: true)
  static let body = inserting("u", "Insert the text of messages.", allFields: false, indented: false, bodyOnly: true)
  static let bodyIndented = inserting("U", "As ~u, indented.", allFields: false, indented: true, bodyOnly: true)
  static let reply = TildeEscape("Q", "[msgs]", "Quote messages as a reply does.") { composer, argument in
    try composer.quoteMessages(argument)
    return nil
  }
}

extension Composer {
  /// Quotes messages of the open folder as `quote` has it.
  func quoteMessages(_ list: [UInt8]) throws {
    guard session.folder != nil else { throw ShellError("there is no folder whose messages could be quoted") }
    let numbers = list.isEmpty && !quoted.isEmpty ? quoted : try session.messages(named: list, .undeleted)
    var shown = "Interpolating:"
    for number in numbers {
      let content = try session.outgoingContent(of: number)
      let original = session.replyMessage(of: content)
      session.touch(number)
      // A blank line tells one quotation from the next.
      if number != numbers.first { insert([0x0a]) }
      insert(session.quotation(of: content, original))
      if session.settings.flag(.quoteAddCc) { session.addCopies(for: original.from, to: &composition) }
      shown += " \(number)"
    }
    session.world.output.write(shown + "\n")
    sayContinue()
  }

  /// Inserts messages of the open folder.
  func insertMessages(_ list: [UInt8], allFields: Bool, indented: Bool, bodyOnly: Bool) throws {
    guard session.folder != nil else { throw ShellError("there is no folder whose messages could be inserted") }
    let numbers = list.isEmpty && !quoted.isEmpty ? quoted : try session.messages(named: list, .undeleted)
    guard !numbers.isEmpty else { throw ShellError("no message to insert") }
    var shown = "Interpolating:"
    for number in numbers {
      let bytes = try insertable(number, allFields: allFields, bodyOnly: bodyOnly)
      // A blank line tells one message from the next.
      if number != numbers.first { insert(self.indented([0x0a], indented ? indentation : nil)) }
      insert(self.indented(bytes, indented ? indentation : nil))
      shown += " \(number)"
    }
    session.world.output.write(shown + "\n")
    sayContinue()
  }

  /// A message as it is inserted: the fields that the `type` lists let pass, or all, and the readable text.
  private func insertable(_ number: Int, allFields: Bool, bodyOnly: Bool) throws -> [UInt8] {
    let content = try session.outgoingContent(of: number)
    session.touch(number)
    let text = session.readableText(of: content, by: .quotation)
    if bodyOnly { return text }
    let selection = allFields ? HeaderSelection() : session.insertSelection
    return session.headerText(of: content, selection).bytes + [0x0a] + text
  }
}

extension Session {
  /// The fields of inserted messages: those of forward where it has lists of its own, else those of print, without what
  /// tells the form of a message that the text no longer has.
  var insertSelection: HeaderSelection {
    guard forwardSelection.ignored.isEmpty, forwardSelection.retained.isEmpty else { return forwardSelection }
    var selection = typeSelection
    selection.ignored += ["mime-version", "content-*"]
    return selection
  }
}
