import MailBytes
import MailFormat
import MailLanguage
import MailSystem

extension Command {
  /// Shows parts with the programs for their kinds.
  static let mimeview = Command(
    "mimeview", 5, takes: .messages, [.folder, .parts], usage: "[message[.part]]",
    help: "Show parts with the program that pipe-TYPE names for them, or mailcap if they are no text."
  ) { session, call in
    for number in call.messages { try session.viewParts(of: number, only: call.part) }
    return .done
  }
}

extension Session {
  /// Runs the program for each part that is no text or has one of the settings, or for the part named.
  fileprivate func viewParts(of number: Int, only section: String?) throws {
    let content = try content(of: number)
    let tree = PartTree(message: content, charsets: world.charsets)
    let reader = reader(of: content)
    var shown = 0
    for (index, part) in tree.parts.enumerated() where part.kind == .leaf {
      if let section {
        guard tree.section(of: index) == section else { continue }
      } else if part.isText, program(for: part) == nil {
        continue
      }
      guard let program = program(for: part) ?? mailcapProgram(for: part) else {
        if section == nil { continue }
        throw ShellError(
          "\(number): no program for \(part.type)",
          hint: "Write set pipe-\(part.type)='program %s', or a mailcap entry.")
      }
      let text = part.isText ? reader.text(of: index) : nil
      try view(text ?? reader.content(of: index), part, with: program)
      shown += 1
    }
    if shown == 0 { throw ShellError("\(number): no part that a program is known for", hint: "Type struct \(number).") }
    noteShown(number)
  }

  /// Shows what the program prints, or leaves the terminal to it: in a file with the right ending, or on standard input.
  private func view(_ content: [UInt8], _ part: Part, with program: PartProgram) throws {
    if program.filters(part, inQuotation: false) {
      let text = program.isPlainText ? content : try output(of: program, for: part, fedWith: content)
      let pager = makePager(alwaysPages: false)
      try pager.write(TerminalText(cleaningLines: text).bytes)
      return try pager.finish()
    }
    let file = try temporaryFile(for: part, holding: content)
    let (line, usesFile) = program.line(file: file.path, type: part.type)
    let status = try runForeground(
      [shellProgram, "-c", usesFile ? line : "{ " + line + "\n} < " + ShellQuote.quoted(file.path)],
      adding: variables(for: part, file: program.wantsFile ? file.path : nil))
    if status != 0 { throw ShellError("mimeview: the program ended with status \(status)") }
  }

  /// What the mailcap files say about the kind of a part.
  private func mailcapProgram(for part: Part) -> PartProgram? {
    if settings.flag(.mailcapDisable) { return nil }
    return readMailcap().entry(for: part.type).map { PartProgram(mailcap: $0.command) }
  }

  /// The entries of the mailcap files.
  func readMailcap() -> Mailcap {
    var mailcap = Mailcap()
    let standard = (world.home.map { $0 + "/.mailcap:" } ?? "") + "/etc/mailcap:/usr/etc/mailcap:/usr/local/etc/mailcap"
    for path in (settings.string(.mailcaps) ?? standard).split(separator: ":") {
      if let text = try? FileSystem.contents(of: String(path), limit: 1 << 20) { mailcap.add(text) }
    }
    return mailcap
  }
}
