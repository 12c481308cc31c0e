/// Writes one JSON value (RFC 8259) by hand: no reflection, no intermediate tree, always valid UTF-8 on one line.
struct JSONWriter {
  /// What has been written.
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Opens an object.
  mutating func beginObject() {
    separate()
    bytes.append(0x7b)
    needsComma = false
  }

  /// Closes an object.
  mutating func endObject() {
    bytes.append(0x7d)
    needsComma = true
  }

  /// Opens a list.
  mutating func beginList() {
    separate()
    bytes.append(0x5b)
    needsComma = false
  }

  /// Closes a list.
  mutating func endList() {
    bytes.append(0x5d)
    needsComma = true
  }

  /// Writes the name of the next member.
  mutating func key(_ name: StaticString) {
    separate()
    quote(name.description.utf8)
    bytes.append(0x3a)
    needsComma = false
  }

  /// Writes a string; null for none.
  mutating func string(_ value: String?) {
    guard let value else { return null() }
    separate()
    quote(value.utf8)
    needsComma = true
  }

  /// Writes bytes that should be UTF-8 as a string; what is not becomes U+FFFD.
  mutating func text(_ value: [UInt8]) { string(String(decoding: value, as: UTF8.self)) }

  /// Writes a number; null for none.
  mutating func number(_ value: Int?) {
    guard let value else { return null() }
    separate()
    bytes.append(contentsOf: String(value).utf8)
    needsComma = true
  }

  /// Writes null.
  mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
    needsComma = true
  }

  /// Writes true or false.
  mutating func boolean(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
    needsComma = true
  }

  /// Writes a list of strings.
  mutating func strings(_ values: [String]) {
    beginList()
    for value in values { string(value) }
    endList()
  }

  /// Ends the line.
  mutating func endLine() {
    bytes.append(0x0a)
    needsComma = false
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2c) }
  }

  private mutating func quote(_ text: some Sequence<UInt8>) {
    bytes.append(0x22)
    for byte in text {
      switch byte {
      case 0x22, 0x5c:
        bytes.append(0x5c)
        bytes.append(byte)
      case 0x0a: bytes.append(contentsOf: [0x5c, 0x6e])
      case 0x0d: bytes.append(contentsOf: [0x5c, 0x72])
      case 0x09: bytes.append(contentsOf: [0x5c, 0x74])
      case 0..<0x20, 0x7f:
        bytes.append(contentsOf: [0x5c, 0x75, 0x30, 0x30, JSONWriter.hex(byte >> 4), JSONWriter.hex(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }

  private static func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x57 + digit }
}
