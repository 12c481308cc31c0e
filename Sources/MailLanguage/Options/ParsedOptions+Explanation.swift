extension ParsedOptions {
  /// How each argument was understood, one line each, as `--explain` prints it.
  public func explanation(of arguments: [[UInt8]]) -> [String] {
    var lines = [mode == .send ? "mode: send a message" : "mode: read a mailbox"]
    if dialect != .common { lines.append("dialect: \(dialect)") }
    for item in items {
      var line = "(implied)"
      if item.index >= 0, item.index < arguments.count { line = Self.text(ArgumentMask.masked(arguments[item.index])) }
      line += ": "
      if !item.reading.isEmpty {
        line += item.reading
      } else if let row = OptionDeclaration.all.first(where: { $0.key == item.key }) {
        line += row.help
      }
      if !item.value.isEmpty { line += " [" + Self.text(ArgumentMask.masked(item.value)) + "]" }
      if !item.charset.isEmpty { line += " (charset " + Self.text(item.charset) + ")" }
      lines.append(line)
    }
    if has(.file) {
      lines.append("mailbox: " + (file.map { Self.text(ArgumentMask.masked($0)) } ?? "the secondary one, MBOX"))
    }
    for recipient in recipients { lines.append("recipient: " + Self.text(recipient)) }
    for word in trailing { lines.append("behind --: " + Self.text(word) + " (a recipient unless expandargv is set)") }
    for word in mailerArguments { lines.append("for the local mailer: " + Self.text(word)) }
    return lines
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
