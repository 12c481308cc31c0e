import MailBytes

/// The Q encoding of RFC 2047 section 4.2.
enum QEncoding {
  /// Appends the decoded bytes; an `=` without two hexadecimal digits stays as it is.
  static func decode(_ bytes: [UInt8], in range: Range<Int>, into output: inout [UInt8]) {
    output.append(addingCapacity: range.count) { output in
      var position = range.lowerBound
      while position < range.upperBound {
        let byte = bytes[position]
        if byte == 95 {
          output.append(32)
        } else if byte == 61, position + 2 < range.upperBound, let high = bytes[position + 1].hexDigitValue,
          let low = bytes[position + 2].hexDigitValue
        {
          output.append(high << 4 | low)
          position += 2
        } else {
          output.append(byte)
        }
        position += 1
      }
    }
  }
}
