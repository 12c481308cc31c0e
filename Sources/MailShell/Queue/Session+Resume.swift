import MailBytes
import MailFormat
import MailLanguage
import MailStore
import MailSystem

extension Session {
  /// `--resume`: sends the last message of the dead letter file again, edited first where a person is there.
  func resume() throws -> ExitStatus {
    let name = try deadLetterPath() ?? ""
    guard FileSystem.exists(name) else {
      throw ShellError("there is no dead letter", hint: "DEAD names the file.", exitStatus: .noInput)
    }
    var composition = Composition()
    composition.body = .memory(try lastMessage(of: name))
    try takeTemplate(&composition)
    composition.fields.removeAll { ASCIIName.equal($0.name, "Date") || ASCIIName.equal($0.name, "X-Attachment") }
    if world.input.isTerminal {
      composition.isVerbatim = false
      let composer = try Composer(session: self, composition: composition)
      let end = try composer.run()
      composition = composer.composition
      if case .abort(let saves) = end { return abandon(composition, saves: saves) }
    }
    return try send(composition)
  }

  /// The text of the last message of a file, its From lines as they were.
  private func lastMessage(of path: String) throws -> [UInt8] {
    let mailbox = try openMailbox(at: path, isReadOnly: true)
    let count = mailbox.count
    guard count > 0 else {
      throw ShellError("\(TerminalQuote.quoted(path)): holds no message", exitStatus: .noInput)
    }
    let content = try mailbox.content(of: count)
    return MboxQuoting.unquote(content.span)
  }
}
