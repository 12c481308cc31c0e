/// The rule behind `TerminalText`: what foreign bytes may do on a terminal or in a pipe, which is to be read.
enum TextCleaner {
  /// Appends the bytes as valid UTF-8 in which nothing acts: controls are shown, bidirectional overrides are shown,
  /// invisible characters go.
  static func append(_ bytes: Span<UInt8>, keepsLines: Bool, to output: inout [UInt8]) {
    var index = 0
    var last: UInt32 = 0
    var isInFlag = false
    /// Where what stays as it is and was not yet appended begins.
    var kept = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte.isASCIIPrintable {
        index = Kernels.endOfPrintable(in: bytes, from: index)
        last = UInt32(bytes[index - 1])
        isInFlag = false
        continue
      }
      if byte < 0x80 {
        if kept < index { output.append(bytes.extracting(kept..<index)) }
        index += appendControl(byte, in: bytes, at: index, keepsLines: keepsLines, to: &output)
        kept = index
        last = 0
        isInFlag = false
        continue
      }
      let (found, length) = UTF8Text.scalar(in: bytes, at: index)
      let scalar = found ?? Unicode.Scalar(0xfffd as UInt16) ?? "?"
      let verdict = verdict(on: scalar.value, after: last, isInFlag: isInFlag)
      if verdict == .keep {
        isInFlag = scalar.value == 0x1f3f4 || (isInFlag && scalar.value >= 0xe0020)
        last = scalar.value
        if found != nil {
          index += length
          continue
        }
      }
      if kept < index { output.append(bytes.extracting(kept..<index)) }
      switch verdict {
      case .keep: output.append(utf8: scalar)
      case .show: output.append(utf8: "\u{fffd}")
      case .drop: break
      case .lineEnd: output.append(utf8: keepsLines ? "\n" : "\u{240a}")
      }
      index += length
      kept = index
    }
    if kept < index { output.append(bytes.extracting(kept..<index)) }
  }

  private enum Verdict { case keep, show, drop, lineEnd }

  private static func verdict(on value: UInt32, after last: UInt32, isInFlag: Bool) -> Verdict {
    // Nearly all that is written lies where nothing acts and nothing hides.
    if 0xae..<0x34f ~= value || 0x350..<0x61c ~= value || 0x2070..<0x3164 ~= value || 0x3165..<0xd800 ~= value {
      return .keep
    }
    return switch value {
    case 0x80...0x9f: .show
    case 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b...0x180f: .drop
    case 0x200b, 0x200e, 0x200f: .drop
    // Joiners shape emoji and the scripts that need them; between ASCII they only hide.
    case 0x200c, 0x200d: last >= 0x80 ? .keep : .drop
    case 0x2028, 0x2029: .lineEnd
    case 0x202a...0x202e, 0x2066...0x2069: .show
    case 0x2060...0x2065, 0x206a...0x206f, 0x3164, 0xfeff, 0xffa0, 0xfff0...0xfffb: .drop
    // Digits, # and * take a variation selector on their way to a keycap.
    case 0xfe00...0xfe0f: last >= 0x80 || last == 0x23 || last == 0x2a || last &- 0x30 < 10 ? .keep : .drop
    case 0xe0020...0xe007f: isInFlag ? .keep : .drop
    case 0xe0000...0xe0fff: .drop
    case 0x1d173...0x1d17a: .drop
    // A byte that is kept though it is no UTF-8.
    case 0x10fe80...0x10feff: .show
    default: .keep
    }
  }

  /// Returns how many bytes it stands for.
  private static func appendControl(
    _ byte: UInt8, in bytes: Span<UInt8>, at index: Int, keepsLines: Bool, to output: inout [UInt8]
  ) -> Int {
    switch byte {
    case 0x0a where keepsLines: output.append(byte)
    case 0x09: output.append(keepsLines ? byte : 0x20)
    case 0x0d where keepsLines && index + 1 < bytes.count && bytes[index + 1] == 0x0a: break
    case 0x7f: output.append(utf8: "\u{2421}")
    default:
      // U+2400 and on: a picture for each control.
      output.append(utf8: "\u{2400}")
      output[output.count - 1] = 0x80 | byte
    }
    return 1
  }
}
