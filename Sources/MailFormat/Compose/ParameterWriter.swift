import MailBytes

/// Parameters of MIME fields: tokens, quoted strings, and RFC 2231 for what is neither.
enum ParameterWriter {
  /// Longest section of a value that is cut into sections, and longest fallback.
  private static let longest = 60
  /// Longest value that stands as it is.
  private static let longestPlain = 200

  /// `name=value` in one or more pieces.
  static func parameter(_ name: String, _ value: String) -> [[UInt8]] {
    let bytes = Array(value.utf8)
    let isPlain = bytes.allSatisfy { $0.isASCIIPrintable } && bytes.count <= longestPlain
    if isPlain { return [plain(name, bytes)] }
    return extended(name, bytes)
  }

  /// The name of a file for readers that do not know RFC 2231: what is not ASCII becomes an underscore.
  static func asciiFallback(_ name: String, _ value: String) -> [UInt8] {
    var text: [UInt8] = []
    var last: UInt8 = 0
    for scalar in value.unicodeScalars {
      let byte = scalar.isASCII ? UInt8(truncatingIfNeeded: scalar.value) : 0x5f
      let safe = byte.isASCIIPrintable && byte != 0x22 && byte != 0x5c ? byte : 0x5f
      if safe == 0x5f, last == 0x5f { continue }
      text.append(safe)
      last = safe
    }
    if text.count > longest {
      // The extension tells the type: it stays.
      let ending = text.lastIndex(of: 0x2e).map { [UInt8](text[$0...]) } ?? []
      let kept = ending.count <= 10 ? ending : []
      text = [UInt8](text.prefix(longest - kept.count)) + kept
    }
    return plain(name, text)
  }

  private static func plain(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    var output = Array(name.utf8) + [0x3d]
    if !bytes.isEmpty, bytes.allSatisfy({ $0.isTokenText }) { return output + bytes }
    output.append(0x22)
    for byte in bytes {
      if byte == 0x22 || byte == 0x5c { output.append(0x5c) }
      output.append(byte)
    }
    output.append(0x22)
    return output
  }

  private static func extended(_ name: String, _ bytes: [UInt8]) -> [[UInt8]] {
    var sections: [[UInt8]] = []
    var current: [UInt8] = Array("utf-8''".utf8)
    for byte in bytes {
      let isPlain = byte.isASCIIAlphanumeric || byte == 0x2d || byte == 0x2e || byte == 0x5f
      if current.count + (isPlain ? 1 : 3) > longest {
        sections.append(current)
        current = []
      }
      if isPlain {
        current.append(byte)
      } else {
        current += [0x25, UInt8.hexDigit(byte >> 4), UInt8.hexDigit(byte)]
      }
    }
    sections.append(current)
    if sections.count == 1 { return [Array(name.utf8) + Array("*=".utf8) + current] }
    return sections.enumerated().map { place, section in
      var output = Array(name.utf8)
      output.append(0x2a)
      output.append(decimal: place)
      output += [0x2a, 0x3d]
      return output + section
    }
  }
}
