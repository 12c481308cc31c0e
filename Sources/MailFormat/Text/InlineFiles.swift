/// Files that lie between the lines of a text: uuencode and yEnc.
enum InlineFiles {
  /// All of them in order, with the lines they take up.
  static func find(in text: [UInt8]) -> [UUDecoder.Found] {
    var found: [UUDecoder.Found] = []
    let hints = Hints(text)
    if hints.hasUU { found += UUDecoder.decode(text, in: 0..<text.count) }
    if hints.hasYEnc { found += YEncDecoder.decode(text, in: 0..<text.count) }
    if hints.hasUU, hints.hasYEnc {
      found.sort { $0.lines.lowerBound < $1.lines.lowerBound }
      // One inside the other would be shown twice.
      var end = 0
      found.removeAll { file in
        defer { end = max(end, file.lines.upperBound) }
        return file.lines.lowerBound < end
      }
    }
    return found
  }

  /// Whether a line begins as such a file does; looked for once, before anything is decoded.
  private struct Hints {
    var hasUU = false
    var hasYEnc = false

    init(_ text: [UInt8]) {
      var uu = false
      var yEnc = false
      LineEnds.forEach(text) { range in
        guard range.count > 8 else { return }
        if text[range.lowerBound] == 0x62, text[range.lowerBound + 5] == 0x20 { uu = true }
        if text[range.lowerBound] == 0x3d, text[range.lowerBound + 1] == 0x79 { yEnc = true }
      }
      hasUU = uu
      hasYEnc = yEnc
    }
  }
}
