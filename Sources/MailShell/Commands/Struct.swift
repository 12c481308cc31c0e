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
  /// Prints a line for each part, indented as the parts lie in each other.
  fileprivate func showStructure(of number: Int) throws {
    let content = try content(of: number)
    let tree = PartTree(message: content, charsets: world.charsets)
    let reader = reader(of: content)
    for (index, part) in tree.parts.enumerated() {
      let section = tree.section(of: index)
      let label = section.isEmpty || section == "TEXT" ? String(number) : "\(number)[\(section)]"
      let size = part.kind == .leaf ? reader.size(of: index) : part.body.count
      var line: TerminalText = "\(label)"
      let indent = TerminalText(cleaning: String(repeating: " ", count: 2 * part.depth))
      line = (indent + line).padded(toColumns: 18, widths: world.widths)
      line += " \(part.type)"
      line = line.padded(toColumns: 48, widths: world.widths)
      line += " \(ByteCount.words(size))"
      if let name = part.fileName { line += " \(name)" }
      if let found = reader.contradiction(of: index) { line += " (holds \(found))" }
      say(line)
    }
  }
}
