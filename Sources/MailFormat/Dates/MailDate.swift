/// A moment of a Date field: seconds since 1970 and the zone it was written in.
public struct MailDate: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let secondsSinceEpoch: Int64
  /// The writer's offset from UTC in minutes; nil where none was given, or `-0000`.
  public let offsetMinutes: Int?

  /// Makes a date.
  public init(secondsSinceEpoch: Int64, offsetMinutes: Int? = nil) {
    self.secondsSinceEpoch = min(max(secondsSinceEpoch, CivilTime.earliest), CivilTime.latest)
    self.offsetMinutes = offsetMinutes
  }

  /// Reads a date of any age and form; nil when day or month cannot be made out.
  public static func parse(_ bytes: [UInt8]) -> MailDate? { parse(bytes, in: 0..<bytes.count) }

  /// Reads a date in a range of bytes.
  public static func parse(_ bytes: [UInt8], in range: Range<Int>) -> MailDate? {
    let range = range.clamped(to: 0..<bytes.count)
    guard EncodedWord.looksEncoded(bytes[range]) else {
      var parser = DateParser(bytes: bytes, range: range)
      return parser.parse()
    }
    // Nothing in a date needs encoding, and some programs encode it all the same.
    let text = EncodedWord.decode(bytes, in: range, using: CharsetDecoder())
    var parser = DateParser(bytes: text, range: 0..<text.count)
    return parser.parse()
  }

  /// The time on the writer's clock.
  public var civil: CivilTime {
    CivilTime(secondsSinceEpoch: secondsSinceEpoch, offsetSeconds: (offsetMinutes ?? 0) * 60)
  }

  /// Earlier moments come first.
  public static func < (left: MailDate, right: MailDate) -> Bool {
    left.secondsSinceEpoch < right.secondsSinceEpoch
  }
}
