/// What a server offers in its reply to EHLO or LHLO.
public struct Extensions: Sendable, Equatable {
  /// RFC 2920.
  public var pipelining = false
  /// RFC 3207.
  public var startTLS = false
  /// RFC 6152.
  public var eightBitMIME = false
  /// RFC 6531.
  public var smtpUTF8 = false
  /// RFC 3461.
  public var dsn = false
  /// RFC 3030.
  public var chunking = false
  /// RFC 2034.
  public var enhancedStatusCodes = false
  /// RFC 1870: whether SIZE is understood.
  public var size = false
  /// RFC 1870: the greatest message that is taken; nil where the server names none.
  public var maximumSize: Int?
  /// RFC 4954: the mechanisms, in capitals.
  public var mechanisms: [String] = []

  /// Nothing, as behind HELO.
  public init() {}

  /// Reads the lines of a reply; the first is the server's name.
  public init(_ reply: Reply) {
    for line in reply.lines.dropFirst() { read(line) }
  }

  private mutating func read(_ line: [UInt8]) {
    // `AUTH=LOGIN` is what servers wrote for clients of 1998, some still do.
    let words = line.split(whereSeparator: { $0 == 32 || $0 == 9 || $0 == UInt8(ascii: "=") })
    guard let first = words.first else { return }
    let arguments = words.dropFirst()
    switch Self.upper(first) {
    case "PIPELINING": pipelining = true
    case "STARTTLS": startTLS = true
    case "8BITMIME": eightBitMIME = true
    case "SMTPUTF8": smtpUTF8 = true
    case "DSN": dsn = true
    case "CHUNKING": chunking = true
    case "ENHANCEDSTATUSCODES": enhancedStatusCodes = true
    case "SIZE":
      size = true
      if let limit = arguments.first, let number = Int(String(decoding: limit, as: UTF8.self)), number > 0 {
        maximumSize = number
      }
    case "AUTH":
      for word in arguments {
        let mechanism = Self.upper(word)
        if !mechanisms.contains(mechanism), mechanisms.count < 32 { mechanisms.append(mechanism) }
      }
    default: break
    }
  }

  private static func upper(_ word: ArraySlice<UInt8>) -> String {
    String(
      decoding: word.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) ? $0 - 32 : $0 }, as: UTF8.self)
  }
}
