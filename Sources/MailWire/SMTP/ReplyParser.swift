import MailBytes

/// Reads replies from what arrives, at any split of the input, in linear time and bounded memory.
public struct ReplyParser: Sendable {
  /// RFC 5321 says 512; servers with long words exist.
  public static let maximumLine = 8192
  /// Lines of one reply; EHLO has some thirty.
  public static let maximumLines = 1000
  /// Bytes of one reply.
  public static let maximumReply = 131_072

  private var code = 0
  private var lines: [[UInt8]] = []
  private var size = 0
  /// How many bytes of the incomplete line have been searched for its end already.
  private var searched = 0

  /// A parser before the first reply.
  public init() {}

  /// Whether the parser stands between two replies.
  public var isBetweenReplies: Bool { lines.isEmpty }

  /// The next whole reply from `position` on, which is moved behind what was used.
  ///
  /// - Returns: nil when more input is needed; the bytes from `position` on must then be offered again.
  /// - Throws: `WireError` with EX_PROTOCOL for what is no reply or exceeds the limits.
  public mutating func next(in input: [UInt8], at position: inout Int) throws(WireError) -> Reply? {
    while true {
      var end = position + searched
      while end < input.count, input[end] != 10 { end += 1 }
      guard end - position <= Self.maximumLine else { throw Self.malformed("a line of the reply is too long") }
      guard end < input.count else {
        searched = end - position
        try checkStart(input[position..<end])
        return nil
      }
      var line = input[position..<end]
      if line.last == 13 { line.removeLast() }
      position = end + 1
      searched = 0
      if let reply = try take(line) { return reply }
    }
  }

  /// Whether what has arrived of a line can become a reply: garbage is refused before it fills the line limit.
  private func checkStart(_ line: ArraySlice<UInt8>) throws(WireError) {
    for byte in line.prefix(3) where !Self.isDigit(byte) { throw Self.malformed("not a reply") }
  }

  private mutating func take(_ line: ArraySlice<UInt8>) throws(WireError) -> Reply? {
    var number = 0
    guard line.count >= 3 else { throw Self.malformed("not a reply") }
    for byte in line.prefix(3) {
      guard Self.isDigit(byte) else { throw Self.malformed("not a reply") }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    guard (200...599).contains(number) else { throw Self.malformed("no such reply code: \(number)") }
    guard lines.isEmpty || number == code else { throw Self.malformed("the code changes inside a reply") }
    let text = line.dropFirst(4)
    let separator = line.dropFirst(3).first
    guard separator == nil || separator == UInt8(ascii: " ") || separator == UInt8(ascii: "-") else {
      throw Self.malformed("not a reply")
    }
    code = number
    lines.append(Array(text))
    size += line.count
    guard lines.count <= Self.maximumLines, size <= Self.maximumReply else {
      throw Self.malformed("the reply is too long")
    }
    guard separator != UInt8(ascii: "-") else { return nil }
    let reply = Reply(code: code, lines: lines)
    lines = []
    size = 0
    return reply
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func malformed(_ why: String) -> WireError {
    WireError("the server does not speak SMTP: \(why)", exitStatus: .protocolError)
  }
}
