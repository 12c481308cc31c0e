import MailBytes

/// Parameters of MIME fields: tokens, quoted strings, and RFC 2231 for what is neither.
///
/// Each is `name=value` ended by LF, which none can hold: one array of bytes for all of them, because start-up pays for
/// every type of array that is made.
enum ParameterWriter {
  /// Longest section of a value that is cut into sections, and longest fallback.
  private static let longest = 60
  /// Longest value that stands as it is.
  private static let longestPlain = 200

  /// One parameter, in sections where it is long.
  static func parameter(_ name: String, _ value: String) -> [UInt8] {
    let bytes = Array(value.utf8)
    let isPrintable = bytes.count <= longestPlain && Kernels.endOfPrintable(in: bytes.span) == bytes.count
    // What looks like an encoded word would be read as one.
    return isPrintable && !EncodedWord.looksEncoded(bytes) ? plain(name, bytes) : extended(name, bytes)
  }

  /// The name of a file for readers that do not know RFC 2231: what is not ASCII becomes an underscore.
  static func asciiFallback(_ name: String, _ value: String) -> [UInt8] {
    var text: [UInt8] = []
    var last: UInt8 = 0
    for scalar in value.unicodeScalars {
      let byte = scalar.isASCII ? UInt8(truncatingIfNeeded: scalar.value) : 0x5f
      let isEncodedWord = byte == 0x3f && last == 0x3d
      let safe = byte.isASCIIPrintable && byte != 0x22 && byte != 0x5c && !isEncodedWord ? byte : 0x5f
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
    if !bytes.isEmpty, bytes.allSatisfy(isPlainToken) { return output + bytes + [0x0a] }
    output.append(0x22)
    for byte in bytes {
      if byte == 0x22 || byte == 0x5c { output.append(0x5c) }
      output.append(byte)
    }
    output += [0x22, 0x0a]
    return output
  }

  /// A token without the three characters that RFC 2231 gives a meaning, for which some readers look even without `*`.
  private static func isPlainToken(_ byte: UInt8) -> Bool {
    byte.isTokenText && byte != 0x25 && byte != 0x27 && byte != 0x2a
  }

  private static func extended(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    // Every byte takes three characters at most: told beforehand, whether one section suffices.
    let isOne = encodedCount(bytes) + 7 <= longest
    var output: [UInt8] = []
    var section = 0
    var used = 0
    for (place, byte) in bytes.enumerated() {
      let size = isPlainInSection(byte) ? 1 : 3
      // Sections end between characters, for readers that decode each by itself.
      let isInside = byte & 0xc0 == 0x80
      let needed = byte < 0x80 ? size : byte < 0xe0 ? 6 : byte < 0xf0 ? 9 : 12
      if place == 0 || (!isOne && !isInside && used + needed > longest) {
        if place > 0 { output.append(0x0a) }
        output.append(contentsOf: name.utf8)
        if !isOne {
          output.append(0x2a)
          output.append(decimal: section)
        }
        output += [0x2a, 0x3d]
        if place == 0 { output.append(utf8: "utf-8''") }
        used = place == 0 ? 7 : 0
        section += 1
      }
      used += size
      if size == 1 {
        output.append(byte)
      } else {
        output += [0x25, UInt8.hexDigit(byte >> 4), UInt8.hexDigit(byte)]
      }
    }
    output.append(0x0a)
    return output
  }

  private static func isPlainInSection(_ byte: UInt8) -> Bool {
    byte.isASCIIAlphanumeric || byte == 0x2d || byte == 0x2e || byte == 0x5f
  }

  private static func encodedCount(_ bytes: [UInt8]) -> Int {
    bytes.reduce(0) { $0 + (isPlainInSection($1) ? 1 : 3) }
  }
}
