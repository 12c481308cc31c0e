/// What lies inside a PKCS #7 or CMS message (RFC 5652), as far as no key is needed.
enum CMSReader {
  /// What kind of wrapping it is.
  enum Content: Equatable {
    /// Signed: the content that was signed; not verified.
    case signed([UInt8])
    /// Encrypted: nothing can be read without a key.
    case encrypted
    /// Certificates only, or something else.
    case other
  }

  private static let depth = 32

  /// Looks inside; `.other` for whatever it cannot read.
  static func read(_ bytes: [UInt8]) -> Content {
    guard let outer = element(bytes, at: 0, end: bytes.count), outer.tag == 0x30,
      let type = element(bytes, at: outer.body.lowerBound, end: outer.body.upperBound), type.tag == 0x06
    else { return .other }
    let name = Array(bytes[type.body])
    // 1.2.840.113549.1.7.3 enveloped-data, 1.2.840.113549.1.9.16.1.23 authEnvelopedData.
    if name == prefix + [0x07, 0x03] || name == prefix + [0x09, 0x10, 0x01, 0x17] { return .encrypted }
    guard name == prefix + [0x07, 0x02] else { return .other }
    guard let content = element(bytes, at: type.next, end: outer.body.upperBound), content.tag == 0xa0,
      let signed = element(bytes, at: content.body.lowerBound, end: content.body.upperBound), signed.tag == 0x30
    else { return .other }
    // SignedData: version, digest algorithms, then the encapsulated content.
    var position = signed.body.lowerBound
    while let item = element(bytes, at: position, end: signed.body.upperBound) {
      if item.tag == 0x30 { return encapsulated(bytes, item.body) }
      position = item.next
    }
    return .other
  }

  private static let prefix: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01]

  private static func encapsulated(_ bytes: [UInt8], _ range: Range<Int>) -> Content {
    guard let type = element(bytes, at: range.lowerBound, end: range.upperBound), type.tag == 0x06,
      let content = element(bytes, at: type.next, end: range.upperBound), content.tag == 0xa0
    else { return .other }
    var found: [UInt8] = []
    collect(bytes, content.body, into: &found, depth: 0)
    return .signed(found)
  }

  /// Joins octet strings, which BER allows to come in pieces.
  private static func collect(_ bytes: [UInt8], _ range: Range<Int>, into found: inout [UInt8], depth: Int) {
    guard depth < Self.depth else { return }
    var position = range.lowerBound
    while position < range.upperBound, let item = element(bytes, at: position, end: range.upperBound) {
      if item.tag == 0x04 {
        found += bytes[item.body]
      } else if item.tag == 0x24 {
        collect(bytes, item.body, into: &found, depth: depth + 1)
      }
      position = item.next
    }
  }

  /// One element: its tag, its content and where the next begins; nil at an end mark or what is malformed.
  private static func element(
    _ bytes: [UInt8], at start: Int, end: Int
  ) -> (tag: UInt8, body: Range<Int>, next: Int)? {
    guard let head = head(bytes, at: start, end: end) else { return nil }
    if head.tag == 0, head.length == 0 { return nil }
    if let length = head.length {
      // A cut message still shows what is there.
      let bodyEnd = length > end - head.body ? end : head.body + length
      return (head.tag, head.body..<bodyEnd, bodyEnd)
    }
    // Indefinite length: up to the end mark of this level.
    var open = 1
    var position = head.body
    while open > 0 {
      guard let inner = self.head(bytes, at: position, end: end) else { return (head.tag, head.body..<end, end) }
      if inner.tag == 0, inner.length == 0 {
        open -= 1
        if open == 0 { return (head.tag, head.body..<position, inner.body) }
        position = inner.body
      } else if let length = inner.length {
        position = length > end - inner.body ? end : inner.body + length
      } else {
        open += 1
        position = inner.body
      }
    }
    return nil
  }

  private static func head(_ bytes: [UInt8], at start: Int, end: Int) -> (tag: UInt8, length: Int?, body: Int)? {
    guard start >= 0, start + 2 <= end else { return nil }
    let tag = bytes[start]
    // Tags of more than one byte do not occur here.
    guard tag & 0x1f != 0x1f else { return nil }
    let first = bytes[start + 1]
    if first < 0x80 { return (tag, Int(first), start + 2) }
    if first == 0x80 { return (tag, nil, start + 2) }
    let count = Int(first & 0x7f)
    guard count <= 4, start + 2 + count <= end else { return nil }
    var length = 0
    for offset in 0..<count { length = length << 8 | Int(bytes[start + 2 + offset]) }
    return (tag, length, start + 2 + count)
  }
}
