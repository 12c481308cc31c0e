import MailBytes

/// The names that the transport agent of the machine knows besides its users, as far as `aliases(5)` lists them.
public struct TransportAliases: Sendable {
  private static let files = ["/etc/aliases", "/etc/mail/aliases", "/etc/postfix/aliases", "/etc/exim4/aliases"]
  private static let limit = 1 << 26

  /// The names of the files where transport agents have theirs; one that cannot be read knows nobody.
  public static let ofMachine: TransportAliases = {
    var all = TransportAliases([])
    for path in files {
      guard let content = try? FileSystem.contents(of: path, limit: limit) else { continue }
      all.members.merge(TransportAliases(content).members) { first, _ in first }
    }
    return all
  }()

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

  /// The list of people that a name stands for, without regard to case.
  ///
  /// Nil for a name that is not there, and for one behind which files, commands or lists in files stand: those are the
  /// transport agent's to reach, by the name itself.
  public subscript(name: String) -> String? {
    members[ASCII.lowercased(Array(name.utf8))].flatMap { Self.namesPeople($0) ? $0 : nil }
  }

  /// Whether mail to a name without a domain has a recipient: `postmaster` always has one (RFC 5321, 4.5.1).
  public func contain(_ name: String) -> Bool {
    let name = ASCII.lowercased(Array(name.utf8))
    return members[name] != nil || ASCII.equalsIgnoringCase(name.span, "postmaster")
  }

  /// Whether no entry of a list begins as a file, a command or `:include:` does.
  private static func namesPeople(_ list: String) -> Bool {
    var beginsEntry = true
    for byte in list.utf8 {
      switch byte {
      case UInt8(ascii: ","): beginsEntry = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\""): continue
      case UInt8(ascii: "|"), UInt8(ascii: "/"), UInt8(ascii: ":"): if beginsEntry { return false }
      default: beginsEntry = false
      }
    }
    return true
  }

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
}
