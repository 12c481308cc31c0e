/// One reply of an SMTP or LMTP server (RFC 5321 section 4.2), of one line or several.
public struct Reply: Sendable, Equatable {
  /// The three digits.
  public let code: Int
  /// The text of each line behind the code, without line ends; what the server wrote, not yet clean.
  public let lines: [[UInt8]]

  /// Makes a reply from its parts.
  public init(code: Int, lines: [[UInt8]]) {
    self.code = code
    self.lines = lines
  }

  /// What is shown of a reply's text.
  private static let shownLength = 600

  /// 2xx.
  public var isSuccess: Bool { code / 100 == 2 }
  /// 4xx: it may work later.
  public var isTemporary: Bool { code / 100 == 4 }

  /// The enhanced status code of the first line, if it has one.
  public var enhanced: EnhancedStatus? {
    guard let first = lines.first else { return nil }
    return EnhancedStatus.parse(first[...], replyCode: code)?.status
  }

  /// Code and words on one line, for people; UTF-8 repaired, controls left to the terminal's filter.
  public var text: String {
    var bytes: [UInt8] = []
    for (number, line) in lines.enumerated() where bytes.count < Self.shownLength {
      var words = line[...]
      // The code stands once, not on each line.
      if number > 0, let (_, length) = EnhancedStatus.parse(words, replyCode: code) { words = words.dropFirst(length) }
      while words.first == UInt8(ascii: " ") { words.removeFirst() }
      guard !words.isEmpty else { continue }
      bytes.append(UInt8(ascii: " "))
      bytes += words.prefix(Self.shownLength)
    }
    let said = String(code) + String(decoding: bytes, as: UTF8.self)
    guard let words = enhanced?.words else { return said }
    return "\(said) (\(words))"
  }
}
