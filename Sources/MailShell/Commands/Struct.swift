import MailBytes
import MailFormat
import MailLanguage
import MailStore

extension Command {
  /// Lists the parts of messages.
  static let structure = Command(
    "struct", 2, takes: .messages, [.folder], usage: "[msglist]",
    help: "List the parts of messages: number, type, size, file name."
  ) { session, call in
    for number in call.messages {
      if session.printsJSON {
        try session.writeJSON(of: number, withParts: true)
      } else {
        try session.showStructure(of: number)
      }
    }
    if let last = call.messages.last { session.setDot(last) }
    return .done
  }
}

extension Session {
  /// Columns up to which types push the sizes of all parts to the right.
  private static var widestType: Int { 132 }

  /// Prints a line for each part that holds something, in the columns of GNU mail: the number that the other commands
  /// take, the type, the size of what it holds.
  fileprivate func showStructure(of number: Int) throws {
    let content = try content(of: number)
    let tree = PartTree(message: content, charsets: world.charsets)
    let reader = reader(of: content)
    var lines: [(index: Int, text: TerminalText)] = []
    for (index, part) in tree.parts.enumerated() where part.kind == .leaf {
      let section = tree.section(of: index)
      var line: TerminalText = "\(tree.parts.count == 1 ? String(number) : "\(number).\(section)")"
      line = line.padded(toColumns: 16, widths: world.widths)
      var type = part.type
      if let charset = part.charset { type += "; charset=\(charset)" }
      if let name = part.fileName { type += "; name=\"\(name)\"" }
      line += " \(type)"
      lines.append((index, line))
    }
    // As far to the right as the longest type pushes it, but for those of endless names.
    let widest = lines.map { $0.text.columns(widths: world.widths) }.filter { $0 <= Self.widestType }.max() ?? 0
    for (index, text) in lines {
      var line = text.padded(toColumns: max(42, widest), widths: world.widths)
      let size = String(reader.size(of: index))
      line += " \(String(repeating: " ", count: max(0, 4 - size.utf8.count)))\(size)"
      if let found = reader.contradiction(of: index) { line += " (holds \(found))" }
      say(line)
    }
  }
}
