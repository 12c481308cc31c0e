import MailBytes

/// The fields of a header block as ranges: what a scan of the bytes yields without copying any of them.
///
/// Ranges count from the start of the bytes that were scanned, so they hold for a whole mailbox window or one message.
public struct HeaderIndex: Sendable {
  /// The fields in order, at most `Limits.headerFields`.
  public internal(set) var fields: [HeaderField] = []
  /// Where the block starts: behind a From_ line or byte order mark.
  public internal(set) var start = 0
  /// Where the block ends: the empty line that separates the body, or where the body starts when there is none.
  public internal(set) var end = 0
  /// Where the body starts; the end of the bytes for a message without body.
  public internal(set) var bodyStart = 0
  /// Whether the empty line between header and body was there.
  public internal(set) var hasSeparator = false
  /// Whether lines were passed over that belong to no field, or fields beyond the limit.
  public internal(set) var hasJunk = false

  /// Makes an empty index.
  public init() {}

  /// Scans a header block that starts at `offset`.
  public static func scan(_ bytes: Span<UInt8>, from offset: Int = 0) -> HeaderIndex {
    scan(bytes, in: offset..<bytes.count)
  }

  /// Scans a header block within a range of the bytes.
  public static func scan(_ bytes: Span<UInt8>, in range: Range<Int>) -> HeaderIndex {
    var scanner = HeaderScanner(bytes: bytes, range: range)
    return scanner.scan()
  }

  /// The first field of the name.
  public func first(_ name: HeaderFieldName, in bytes: Span<UInt8>) -> HeaderField? {
    for field in fields where field.nameHash == name.hash && field.isNamed(name, in: bytes) { return field }
    return nil
  }

  /// All fields of the name, in order.
  public func all(_ name: HeaderFieldName, in bytes: Span<UInt8>) -> [HeaderField] {
    fields.filter { $0.nameHash == name.hash && $0.isNamed(name, in: bytes) }
  }
}

extension HeaderField {
  /// Compares the name in the bytes with a given one, without regard to case.
  func isNamed(_ other: HeaderFieldName, in bytes: Span<UInt8>) -> Bool {
    let text = other.canonical.utf8
    guard text.count == Int(nameCount), Int(nameStart) + Int(nameCount) <= bytes.count else { return false }
    var position = Int(nameStart)
    for byte in text {
      if byte.asciiLowercased != bytes[position].asciiLowercased { return false }
      position += 1
    }
    return true
  }
}
