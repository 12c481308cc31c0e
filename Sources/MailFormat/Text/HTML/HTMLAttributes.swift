/// The attributes of one tag, read when they are asked for.
public struct HTMLAttributes {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  /// Reads the attributes in a range of a document.
  public init(_ html: [UInt8], in range: Range<Int>) {
    bytes = html
    position = range.lowerBound
    end = min(range.upperBound, html.count)
  }

  /// The next attribute: name in lower case and value, still with entities, cut at `limit` bytes.
  public mutating func next(limit: Int) -> (name: String, value: [UInt8])? {
    while position < end, isSpace(bytes[position]) || bytes[position] == 0x2f { position += 1 }
    guard position < end else { return nil }
    var name: [UInt8] = [ASCIIToken.lower(bytes[position])]
    position += 1
    while position < end, !isSpace(bytes[position]), bytes[position] != 0x3d, bytes[position] != 0x2f {
      if name.count < 32 { name.append(ASCIIToken.lower(bytes[position])) }
      position += 1
    }
    let label = String(decoding: name, as: UTF8.self)
    skipSpace()
    guard position < end, bytes[position] == 0x3d else { return (label, []) }
    position += 1
    skipSpace()
    return (label, value(limit: limit))
  }

  private mutating func value(limit: Int) -> [UInt8] {
    guard position < end else { return [] }
    let quote = bytes[position]
    let isQuoted = quote == 0x22 || quote == 0x27
    if isQuoted { position += 1 }
    let start = position
    while position < end, isQuoted ? bytes[position] != quote : !isSpace(bytes[position]) { position += 1 }
    let value = Array(bytes[start..<min(position, start + limit)])
    if isQuoted, position < end { position += 1 }
    return value
  }

  private mutating func skipSpace() {
    while position < end, isSpace(bytes[position]) { position += 1 }
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0d }
}
