/// The names of IMAP folders (RFC 3501 section 5.1.3): printable ASCII as it is, all else as UTF-16 in base64 within
/// `&` and `-`.
public enum ModifiedUTF7 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,".utf8)

  /// A UTF-8 name in the form of IMAP.
  public static func encode(_ name: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var pending: [UInt16] = []
    for scalar in String(decoding: name, as: UTF8.self).unicodeScalars {
      guard scalar.value >= 0x20, scalar.value < 0x7f else {
        pending += Array(String(scalar).utf16)
        continue
      }
      flush(&pending, into: &result)
      result.append(UInt8(scalar.value))
      if scalar == "&" { result.append(UInt8(ascii: "-")) }
    }
    flush(&pending, into: &result)
    return result
  }

  /// The UTF-8 name of a form of IMAP; nil when it is malformed.
  public static func decode(_ name: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var index = 0
    while index < name.count {
      let byte = name[index]
      index += 1
      guard byte == UInt8(ascii: "&") else {
        guard byte >= 0x20, byte < 0x7f else { return nil }
        result.append(byte)
        continue
      }
      guard let end = name[index...].firstIndex(of: UInt8(ascii: "-")) else { return nil }
      if end == index {
        result.append(byte)
      } else {
        guard let text = units(name[index..<end]) else { return nil }
        result += Array(text.utf8)
      }
      index = end + 1
    }
    return result
  }

  private static func flush(_ units: inout [UInt16], into result: inout [UInt8]) {
    guard !units.isEmpty else { return }
    result.append(UInt8(ascii: "&"))
    var bits: UInt32 = 0
    var count = 0
    for unit in units {
      bits = bits << 16 | UInt32(unit)
      count += 16
      while count >= 6 {
        count -= 6
        result.append(alphabet[Int(bits >> UInt32(count) & 63)])
      }
      bits &= (1 << UInt32(count)) - 1
    }
    if count > 0 { result.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
    result.append(UInt8(ascii: "-"))
    units = []
  }

  private static func units(_ text: ArraySlice<UInt8>) -> String? {
    var units: [UInt16] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text {
      guard let digit = alphabet.firstIndex(of: byte) else { return nil }
      bits = bits << 6 | UInt32(digit)
      count += 6
      if count >= 16 {
        count -= 16
        units.append(UInt16(truncatingIfNeeded: bits >> UInt32(count)))
        bits &= (1 << UInt32(count)) - 1
      }
    }
    guard count < 6, bits == 0 else { return nil }
    return String(validating: units, as: UTF16.self)
  }
}
