/// Base64 as encoded words hold it: padding missing or amid the text, blanks and other junk between the digits.
enum LenientBase64 {
  /// Appends the decoded bytes.
  static func decode(_ bytes: [UInt8], in range: Range<Int>, into output: inout [UInt8]) {
    output.append(addingCapacity: range.count) { output in
      var bits: UInt32 = 0
      var digits = 0
      for offset in range {
        let byte = bytes[offset]
        guard let digit = value(byte) else {
          // Padding ends a group; another may follow, as when encoded texts were put one behind the other.
          if byte == 61 {
            flush(bits, digits, into: &output)
            bits = 0
            digits = 0
          }
          continue
        }
        bits = bits << 6 | digit
        digits += 1
        if digits == 4 {
          output.append(UInt8(truncatingIfNeeded: bits >> 16))
          output.append(UInt8(truncatingIfNeeded: bits >> 8))
          output.append(UInt8(truncatingIfNeeded: bits))
          bits = 0
          digits = 0
        }
      }
      flush(bits, digits, into: &output)
    }
  }

  /// Two digits hold one byte, three hold two; a single one holds nothing.
  private static func flush(_ bits: UInt32, _ digits: Int, into output: inout OutputSpan<UInt8>) {
    if digits == 2 {
      output.append(UInt8(truncatingIfNeeded: bits >> 4))
    } else if digits == 3 {
      output.append(UInt8(truncatingIfNeeded: bits >> 10))
      output.append(UInt8(truncatingIfNeeded: bits >> 2))
    }
  }

  private static func value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 65...90: UInt32(byte) - 65
    case 97...122: UInt32(byte) - 71
    case 48...57: UInt32(byte) + 4
    case 43, 45: 62
    case 47, 95: 63
    default: nil
    }
  }
}
