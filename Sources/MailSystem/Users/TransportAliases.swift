import MailBytes

/// The names that the transport agent of the machine knows besides its users, as far as `aliases(5)` lists them.
public struct TransportAliases: Sendable {
  private static let files = ["/etc/aliases", "/etc/mail/aliases", "/etc/postfix/aliases", "/etc/exim4/aliases"]
  private static let limit = 1 << 22

  /// Whether mail to a name without a domain has a recipient: `postmaster` always has one (RFC 5321, 4.5.1).
  ///
  /// A file that is missing or cannot be read knows nobody.
  public static func contain(_ name: String) -> Bool {
    let wanted = ASCII.lowercased(Array(name.utf8))
    if ASCII.equalsIgnoringCase(wanted.span, "postmaster") { return true }
    return files.contains { path in
      guard let content = try? FileSystem.contents(of: path, limit: limit) else { return false }
      return contain(wanted, in: content)
    }
  }

  /// What each name stands for, by the name in lower case.
  private var members: [[UInt8]: String] = [:]

  /// Reads the text of such a file.
  public init(_ content: [UInt8]) {
    let text = content.span
    var scanner = LineScanner(text)
    var name: [UInt8]?
    while let line = scanner.next() {
      let first = line.content.isEmpty ? 0x23 : text[line.content.lowerBound]
      if first == 0x23 { continue }
      if first == 0x20 || first == 0x09 {
        // A line that begins with a blank belongs to the one before it.
        guard let name else { continue }
        members[name, default: ""] += " " + String(decoding: content[line.content], as: UTF8.self)
      } else if let left = Self.name(of: line.content, in: text) {
        name = ASCII.lowercased(Array(content[left.name]))
        let right = ASCII.trimmed(text, left.colon + 1..<line.content.upperBound)
        if let name { members[name] = String(decoding: content[right], as: UTF8.self) }
      } else {
        name = nil
      }
    }
  }

  /// The list of addresses that a name stands for, without regard to case; nil for a name that is not there.
  public subscript(name: String) -> String? { members[ASCII.lowercased(Array(name.utf8))] }

  /// Where the name of a line and the colon behind it are; nil where there is none.
  private static func name(of line: Range<Int>, in text: borrowing Span<UInt8>) -> (name: Range<Int>, colon: Int)? {
    guard let colon = line.first(where: { text[$0] == 0x3a }) else { return nil }
    // A line that begins with a blank belongs to the one before it.
    let left = ASCII.trimmed(text, line.lowerBound..<colon)
    guard left.lowerBound == line.lowerBound, !left.isEmpty else { return nil }
    if left.count > 1, text[left.lowerBound] == 0x22 {
      // A quoted name may hold the colon.
      guard let end = (left.lowerBound + 1..<line.upperBound).first(where: { text[$0] == 0x22 }),
        let colon = (end + 1..<line.upperBound).first(where: { text[$0] == 0x3a })
      else { return nil }
      return (left.lowerBound + 1..<end, colon)
    }
    return (left, colon)
  }

  /// Whether a line of such a file begins with a name, in quotes or not, and a colon; the name is in lower case.
  static func contain(_ name: [UInt8], in content: [UInt8]) -> Bool {
    let text = content.span
    var scanner = LineScanner(text)
    while let line = scanner.next() {
      guard let left = Self.name(of: line.content, in: text) else { continue }
      if ASCII.equalsIgnoringCase(text.extracting(left.name), name.span) { return true }
    }
    return false
  }
}
