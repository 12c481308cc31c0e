/// The list of MAPI properties inside a TNEF attribute ([MS-OXTNEF] section 2.1.3.4).
struct MAPIProperties {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  private var left: Int

  /// One property: its identifier and where its first value lies.
  struct Property {
    var id: Int
    var value: Range<Int>
    /// The value as UTF-8, for string properties.
    var text: [UInt8]
  }

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    end = range.upperBound
    position = range.lowerBound + 4
    left = range.count >= 4 ? LittleEndian.number(bytes, at: range.lowerBound, count: 4) ?? 0 : 0
  }

  /// The next property; nil at the end or at what is malformed.
  mutating func next() -> Property? {
    guard left > 0, position + 4 <= end, let tag = LittleEndian.number(bytes, at: position, count: 4) else {
      return nil
    }
    left -= 1
    position += 4
    let type = tag & 0xffff
    let id = tag >> 16
    if id >= 0x8000 { skipName() }
    guard position <= end else { return nil }
    let isMany = type & 0x1000 != 0
    switch type & 0xfff {
    case 0x2, 0x3, 0x4, 0xa, 0xb, 0x1: return fixed(id, 4, many: isMany)
    case 0x5, 0x6, 0x7, 0x14, 0x40: return fixed(id, 8, many: isMany)
    case 0x48: return fixed(id, 16, many: isMany)
    case 0xd, 0x1e, 0x1f, 0x102: return variable(id, type & 0xfff)
    default: return nil
    }
  }

  private mutating func fixed(_ id: Int, _ size: Int, many: Bool) -> Property? {
    var count = 1
    if many {
      count = LittleEndian.number(bytes, at: position, count: 4) ?? 0
      position += 4
    }
    let start = position
    guard count >= 0, count <= end, start + size <= end else { return nil }
    position += size * count
    return Property(id: id, value: start..<(start + size), text: [])
  }

  /// Values with a count and lengths, each padded to four bytes.
  private mutating func variable(_ id: Int, _ type: Int) -> Property? {
    guard position + 4 <= end, let count = LittleEndian.number(bytes, at: position, count: 4) else { return nil }
    position += 4
    var first: Range<Int>?
    var index = 0
    while index < count, index < 100_000 {
      guard position + 4 <= end, let length = LittleEndian.number(bytes, at: position, count: 4) else { return nil }
      let start = position + 4
      guard start + length <= end else { return nil }
      if first == nil { first = start..<(start + length) }
      position = start + (length + 3) / 4 * 4
      index += 1
    }
    guard var value = first else { return Property(id: id, value: position..<position, text: []) }
    // An object begins with the identifier of its interface.
    if type == 0xd, value.count >= 16 { value = (value.lowerBound + 16)..<value.upperBound }
    return Property(id: id, value: value, text: text(value, type))
  }

  private func text(_ value: Range<Int>, _ type: Int) -> [UInt8] {
    switch type {
    case 0x1e:
      return Windows1252.decode(Array(bytes[value].prefix { $0 != 0 }))
    case 0x1f:
      var units: [UInt16] = []
      var offset = value.lowerBound
      while offset + 1 < value.upperBound {
        let unit = UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8
        if unit == 0 { break }
        units.append(unit)
        offset += 2
      }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    default: return []
    }
  }

  /// A named property: the set's identifier, and a number or a name.
  private mutating func skipName() {
    let kind = LittleEndian.number(bytes, at: position + 16, count: 4) ?? 0
    position += 20
    if kind == 0 {
      position += 4
    } else {
      let length = LittleEndian.number(bytes, at: position, count: 4) ?? 0
      position += 4 + (length + 3) / 4 * 4
    }
  }
}
