/// Entries of mailcap files (RFC 1524): which program shows which kind of part.
struct Mailcap {
  /// One entry.
  struct Entry: Equatable {
    /// The media type, such as `image/png` or `image/*`.
    var type: String
    /// The command, with `%s` for a file and `%t` for the type.
    var command: String
    /// Whether it prints text instead of opening a window.
    var printsText: Bool
  }

  /// The entries in the order of the files.
  private(set) var entries: [Entry] = []

  /// Reads the text of a file; entries that need a test or cannot be read are left out.
  mutating func add(_ text: [UInt8]) {
    var line: [UInt8] = []
    for physical in text.split(separator: 0x0a, omittingEmptySubsequences: false) {
      if physical.last == UInt8(ascii: "\\") {
        line += physical.dropLast()
        continue
      }
      line += physical
      if line.first != UInt8(ascii: "#"), let entry = Self.entry(line) { entries.append(entry) }
      line = []
    }
  }

  /// The first entry for a type.
  func entry(for type: String) -> Entry? {
    let main = type.split(separator: "/").first.map(String.init) ?? type
    return entries.first { $0.type == type || $0.type == main + "/*" || $0.type == main }
  }

  /// The fields of a line are parted by semicolons that no backslash protects.
  private static func entry(_ line: [UInt8]) -> Entry? {
    var fields: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in line {
      if isEscaped {
        fields[fields.count - 1].append(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: ";") {
        fields.append([])
      } else {
        fields[fields.count - 1].append(byte)
      }
    }
    let words = fields.map { Blanks.trim(String(decoding: $0, as: UTF8.self)) }
    guard words.count >= 2, !words[0].isEmpty, !words[1].isEmpty else { return nil }
    // A test would run a program of the file's choice on content of the sender's.
    if words.dropFirst(2).contains(where: { ASCIIName.hasPrefix($0, "test") }) { return nil }
    return Entry(
      type: ASCIIName.lowered(words[0]), command: words[1],
      printsText: words.dropFirst(2).contains { ASCIIName.equal($0, "copiousoutput") })
  }

  /// The command for a file: `%s` and `%t` filled in with quotes around them, every other `%` left out.
  static func command(_ template: String, file: String, type: String) -> (line: String, usesFile: Bool) {
    var line: [UInt8] = []
    var usesFile = false
    var bytes = Array(template.utf8)[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "%"), let letter = bytes.popFirst() else {
        line.append(byte)
        continue
      }
      switch letter {
      case UInt8(ascii: "s"):
        // Quotes that the entry has put around it would end ours.
        if line.last == UInt8(ascii: "'") || line.last == UInt8(ascii: "\"") {
          line.removeLast()
          if bytes.first == UInt8(ascii: "'") || bytes.first == UInt8(ascii: "\"") { bytes.removeFirst() }
        }
        line += Array(ShellQuote.quoted(file).utf8)
        usesFile = true
      case UInt8(ascii: "t"): line += Array(ShellQuote.quoted(type).utf8)
      case UInt8(ascii: "%"): line.append(letter)
      case UInt8(ascii: "{"): while let next = bytes.popFirst(), next != UInt8(ascii: "}") {}
      default: continue
      }
    }
    return (String(decoding: line, as: UTF8.self), usesFile)
  }
}
