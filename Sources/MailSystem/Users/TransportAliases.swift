import MailBytes

/// The names that the transport agent of the machine knows besides its users, as far as `aliases(5)` lists them.
public enum TransportAliases {
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

  /// Whether a line of such a file begins with a name, in quotes or not, and a colon; the name is in lower case.
  static func contain(_ name: [UInt8], in content: [UInt8]) -> Bool {
    let text = content.span
    var scanner = LineScanner(text)
    while let line = scanner.next() {
      guard let colon = Kernels.firstIndex(of: 0x3a, in: text, from: line.content.lowerBound),
        line.content.contains(colon)
      else { continue }
      var left = ASCII.trimmed(text, line.content.lowerBound..<colon)
      // A line that begins with a blank belongs to the one before it.
      guard left.lowerBound == line.content.lowerBound else { continue }
      if left.count > 1, text[left.lowerBound] == 0x22, text[left.upperBound - 1] == 0x22 {
        left = left.lowerBound + 1..<left.upperBound - 1
      }
      if ASCII.equalsIgnoringCase(text.extracting(left), name.span) { return true }
    }
    return false
  }
}
