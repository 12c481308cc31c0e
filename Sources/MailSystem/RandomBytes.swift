import Glibc

/// Random bytes from the kernel.
public enum RandomBytes {
  /// So many random bytes.
  public static func make(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var generator = SystemRandomNumberGenerator()
    bytes.reserveCapacity(count)
    var word: UInt64 = 0
    for index in 0..<max(0, count) {
      if index & 7 == 0 { word = generator.next() }
      bytes.append(UInt8(truncatingIfNeeded: word))
      word >>= 8
    }
    return bytes
  }

  /// A name of so many letters and digits that nobody can guess.
  public static func name(_ count: Int) -> String { name(of: make(count)) }

  /// A letter or digit for each byte, by its low five bits.
  static func name(of bytes: [UInt8]) -> String {
    let letters: StaticString = "abcdefghijklmnopqrstuvwxyz012345"
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    letters.withUTF8Buffer { alphabet in
      for byte in bytes { unsafe text.append(alphabet[Int(byte & 31)]) }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
