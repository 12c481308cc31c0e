import MailBytes
import MailFormat
import MailLanguage
import MailStore
import MailSystem

/// Which letters of a file are sent again without more ado.
extension Session {
  /// The mark of a letter, which a run that was stopped while it had the letter under way has left.
  func letterMark(
    of number: Int, _ content: [UInt8], in mailbox: any Mailbox, _ path: String
  ) throws -> LetterMark {
    let header = HeaderBlock(content)
    let id = try Self.stableID(
      of: number, in: mailbox, header: header, envelope: Envelope(header, using: decoder), content: content)
    return LetterMark(id, in: path, stateDirectory: stateDirectory)
  }

  /// The mark of the letter that has just been put into a file, where another program may add one at any time.
  func mark(ofLetter receipt: AppendReceipt, in path: String) throws -> LetterMark {
    var content: [UInt8] = []
    if let offset = receipt.offset, let file = try? FileContent(path: path) {
      try file.read(at: offset, limit: receipt.bytes, into: &content)
    }
    guard content.starts(with: "From ".utf8), let end = content.firstIndex(of: 0x0a) else {
      // A file of another kind: the last one it is.
      let mailbox = try openMailbox(at: path, isReadOnly: true)
      return try letterMark(of: mailbox.count, mailbox.content(of: mailbox.count), in: mailbox, path)
    }
    let fromLine = Array(content[..<end])
    content.removeSubrange(...end)
    let header = HeaderBlock(content)
    let id = Self.stableID(fromLine: fromLine, header, Envelope(header, using: decoder), content: content)
    return LetterMark(id, in: path, stateDirectory: stateDirectory)
  }

  /// Removes the marks of letters that are not in their files any more, for a person may delete them with any program.
  func forgetDeletedLetters(beside path: String) {
    let marks = LetterMark.all(beside: path, stateDirectory: stateDirectory)
    for (file, marks) in Dictionary(grouping: marks, by: \.file) {
      // Of a file that cannot be looked at nothing is known.
      guard let present = try? letterMarks(in: file) else { continue }
      for mark in marks where !present.contains(where: { $0.name == mark.name }) { mark.clear() }
    }
  }

  /// The marks that the letters of a file may have; none where there is no such file any more.
  private func letterMarks(in path: String) throws -> [LetterMark] {
    if !FileSystem.exists(path), FileSystem.isDirectory(FileSystem.directory(of: path)) { return [] }
    let mailbox = try openMailbox(at: path, isReadOnly: true)
    return try (0..<mailbox.count).map { index in
      try letterMark(of: index + 1, mailbox.content(of: index + 1), in: mailbox, path)
    }
  }

  /// The number of the letter that has just been put into a file and marked; the last but for what others added since.
  func number(ofLetter mark: LetterMark, in path: String) throws -> Int {
    let mailbox = try openMailbox(at: path, isReadOnly: true)
    for number in stride(from: mailbox.count, to: max(0, mailbox.count - Self.fewLetters), by: -1)
    where try letterMark(of: number, mailbox.content(of: number), in: mailbox, path).name == mark.name {
      return number
    }
    return mailbox.count
  }

  /// How many letters others may have added in a moment.
  private static var fewLetters: Int { 8 }

  /// Tells that a letter may have been sent, which sends it only where it was asked for by its number or a person is asked.
  func tellOfDoubt(_ number: Int, in mailbox: any Mailbox, _ path: String, isNamed: Bool) throws {
    let words = "letter \(number) may have been sent: nobody learnt what became of it"
    guard !isNamed, !world.input.isTerminal else {
      world.output.flush()
      world.errors.write("\(world.programName): \(words)\n")
      world.errors.flush()
      return
    }
    throw ShellError(
      words,
      hint: "\(resumeCommand(for: path)) \(number) sends it again; \(world.programName) -f "
        + "\(Self.shellWord(path)) lets you delete it.",
      exitStatus: .temporaryFailure)
  }

  /// Refuses a message that came by mail, which is nobody's letter to send; any file of messages can be named.
  ///
  /// What servers add on the way stands in front of what its writer wrote; where a letter of ours, or of another program,
  /// holds such fields at all, as one that `-t` was given, they stand behind.
  ///
  /// - Parameter isSeparate: whether other letters are sent all the same.
  func refuseReceived(_ number: Int, in mailbox: any Mailbox, _ path: String, isSeparate: Bool) throws {
    let header = try mailbox.header(of: number)
    guard ResentLetter(header) == nil, let field = Self.firstTrace(in: header) else { return }
    throw ShellError(
      "message \(number) of \(TerminalQuote.quoted(path)) is no letter to send: it came by mail (\(field))",
      hint:
        "\(isSeparate ? "It stays where it is." : "Nothing was sent.") To pass it on, or to delete it: \(world.programName) -f \(Self.shellWord(path)), and resend there or delete.",
      exitStatus: .dataError)
  }

  /// The name of the field that says that a message came by mail, where one stands before all that a writer writes.
  private static func firstTrace(in header: [UInt8]) -> String? {
    let block = HeaderBlock(header)
    for field in block.fields {
      let name = String(decoding: block.name(of: field), as: UTF8.self)
      switch ASCIIName.lowered(name) {
      case "received", "delivered-to", "x-original-to", "envelope-to": return name
      case "date", "from", "sender", "to", "cc", "bcc", "fcc", "subject", "reply-to", "message-id", "in-reply-to",
        "references", "mime-version":
        return nil
      default: continue
      }
    }
    return nil
  }
}
