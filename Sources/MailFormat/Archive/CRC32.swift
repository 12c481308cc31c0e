/// The cyclic redundancy check of ISO 3309, as yEnc states it.
enum CRC32 {
  /// The check value of some bytes.
  static func of(_ bytes: [UInt8]) -> UInt32 {
    var table: [UInt32] = []
    table.reserveCapacity(256)
    for index in UInt32(0)..<256 {
      var value = index
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
      table.append(value)
    }
    var sum: UInt32 = 0xffff_ffff
    for byte in bytes { sum = sum >> 8 ^ table[Int((sum ^ UInt32(byte)) & 0xff)] }
    return ~sum
  }
}
