/// Percent-encoding of RFC 3986 section 2.1, as URLs and RFC 2231 parameters use it.
public enum Percent {
  /// Decodes `%XX`; nil when a percent sign is not followed by two hexadecimal digits.
  public static func decode(_ bytes: Span<UInt8>) -> [UInt8]? { decode(bytes, isStrict: true) }

  /// Decodes `%XX`; nil when a percent sign is not followed by two hexadecimal digits.
  public static func decode(_ bytes: [UInt8]) -> [UInt8]? { decode(bytes.span) }

  /// Decodes `%XX`; a percent sign that is not followed by two hexadecimal digits stays.
  public static func decodeLeniently(_ bytes: Span<UInt8>) -> [UInt8] { decode(bytes, isStrict: false) ?? [] }

  /// Decodes `%XX`; a percent sign that is not followed by two hexadecimal digits stays.
  public static func decodeLeniently(_ bytes: [UInt8]) -> [UInt8] { decodeLeniently(bytes.span) }

  private static func decode(_ bytes: Span<UInt8>, isStrict: Bool) -> [UInt8]? {
    var output = [UInt8]()
    output.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x25 {
        if index + 2 < bytes.count, let high = bytes[index + 1].hexDigitValue, let low = bytes[index + 2].hexDigitValue
        {
          output.append(high << 4 | low)
          index += 3
          continue
        }
        if isStrict { return nil }
      }
      output.append(byte)
      index += 1
    }
    return output
  }

  /// Appends the bytes, all but the unreserved characters (letters, digits, `-._~`) as `%XX`.
  public static func encode(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    for index in bytes.indices {
      let byte = bytes[index]
      if byte.isASCIIAlphanumeric || byte == 0x2d || byte == 0x2e || byte == 0x5f || byte == 0x7e {
        output.append(byte)
      } else {
        output.append(0x25)
        output.append(UInt8.hexDigit(byte >> 4))
        output.append(UInt8.hexDigit(byte))
      }
    }
  }

  /// The bytes, all but the unreserved characters (letters, digits, `-._~`) as `%XX`.
  public static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var output = [UInt8]()
    encode(bytes.span, into: &output)
    return output
  }
}
