import MailFormat
import MailLanguage
import MailSystem

extension Command {
  /// Shows parts that are no text with the programs for their kinds.
  static let mimeview = Command(
    "mimeview", 5, takes: .messages, [.folder], usage: "[message[.part]]",
    help: "Show parts that are no text with the program that pipe-TYPE or mailcap names."
  ) { session, call in
    for number in call.messages { try session.viewParts(of: number, only: call.part) }
    return .done
  }
}

extension Session {
  /// Runs the handler of each part that is no text, or of the part named.
  fileprivate func viewParts(of number: Int, only section: String?) throws {
    let content = try content(of: number)
    let tree = PartTree(message: content, charsets: world.charsets)
    let reader = reader(of: content)
    var shown = 0
    for (index, part) in tree.parts.enumerated() where part.kind == .leaf {
      if let section { guard tree.section(of: index) == section else { continue } } else if part.isText { continue }
      guard let template = handler(for: part) else {
        if section == nil { continue }
        throw ShellError(
          "\(number): no program for \(part.type)",
          hint: "Write set pipe-\(part.type)='program %s', or a mailcap entry.")
      }
      try view(reader.content(of: index), part, with: template)
      shown += 1
    }
    if shown == 0 { throw ShellError("\(number): no part that a program is known for", hint: "Type struct \(number).") }
    noteShown(number)
  }

  /// Hands the content over in a file of ours with the right ending, or on standard input.
  private func view(_ content: [UInt8], _ part: Part, with template: String) throws {
    let name = FileName.safe(part.fileName ?? "part")
    let ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
    let file = try TemporaryFile.make(in: TemporaryFile.defaultDirectory(), prefix: "mail-", suffix: ending)
    try file.descriptor.write(content)
    let (line, usesFile) = Mailcap.command(template, file: file.path, type: part.type)
    let status = try runShell(usesFile ? line : line + " < " + ShellQuote.quoted(file.path))
    if status != 0 { throw ShellError("mimeview: the program ended with status \(status)") }
  }

  /// `pipe-TYPE`, `pipe-EXTENSION`, else what the mailcap files say.
  private func handler(for part: Part) -> String? {
    if let command = settings.string(.pipe, suffix: part.type) { return command }
    if let name = part.fileName, let dot = name.lastIndex(of: "."),
      let command = settings.string(.pipe, suffix: ASCIIName.lowered(String(name[name.index(after: dot)...])))
    {
      return command
    }
    if settings.flag(.mailcapDisable) { return nil }
    return readMailcap().entry(for: part.type)?.command
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
