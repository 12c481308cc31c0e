import MailBytes

/// Files in the encoding of uuencode(5), found between lines of text.
enum UUDecoder {
  /// One file and the lines it takes up.
  struct Found {
    var lines: Range<Int>
    var name: String
    var content: [UInt8]
    var isDamaged: Bool
    /// Which piece of a file that was sent in several it is.
    var piece: PieceNumber?

    /// The file without its place in the text.
    var file: UnpackedFile { UnpackedFile(name: name, content: content, isDamaged: isDamaged, piece: piece) }
  }

  /// How many files of one part are unpacked; later ones stay text.
  static let files = 1000

  /// All files in a range of the bytes, in order.
  static func decode(_ bytes: [UInt8], in range: Range<Int>) -> [Found] {
    var found: [Found] = []
    var position = range.lowerBound
    let text = bytes.span.extracting(range)
    while position < range.upperBound, found.count < files {
      let end = lineEnd(text, from: position - range.lowerBound)
      let line = position..<(range.lowerBound + end.text)
      let next = range.lowerBound + end.next
      if let name = beginLine(bytes, line), let file = body(bytes, from: next, to: range.upperBound, begin: line, name)
      {
        position = file.lines.upperBound
        found.append(file)
      } else {
        position = next
      }
    }
    return found
  }

  /// The name behind `begin 644 `; nil for any other line.
  private static func beginLine(_ bytes: [UInt8], _ line: Range<Int>) -> String? {
    guard line.count > 10, line.count < 1024, bytes[line].starts(with: "begin ".utf8) else { return nil }
    var position = line.lowerBound + 6
    let digits = position
    while position < line.upperBound, bytes[position] >= 0x30, bytes[position] <= 0x37 { position += 1 }
    guard position - digits >= 3, position - digits <= 6, position < line.upperBound, bytes[position] == 0x20 else {
      return nil
    }
    var name = bytes[(position + 1)..<line.upperBound]
    while name.last == 0x20 { name.removeLast() }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  /// Reads data lines up to `end`; nil when the first line cannot be one.
  private static func body(
    _ bytes: [UInt8], from start: Int, to limit: Int, begin: Range<Int>, _ name: String
  ) -> Found? {
    var content: [UInt8] = []
    var position = start
    var isFirst = true
    while position < limit {
      let end = lineEnd(bytes.span.extracting(position..<limit), from: 0)
      let line = position..<(position + end.text)
      let next = position + end.next
      if line.count == 3, bytes[line].elementsEqual("end".utf8) {
        return Found(lines: begin.lowerBound..<next, name: name, content: content, isDamaged: false)
      }
      if !decodeLine(bytes, line, into: &content) {
        if isFirst { return nil }
        return Found(lines: begin.lowerBound..<position, name: name, content: content, isDamaged: true)
      }
      isFirst = false
      position = next
    }
    return isFirst ? nil : Found(lines: begin.lowerBound..<position, name: name, content: content, isDamaged: true)
  }

  /// Decodes one line: its length character and groups of four; false when it is none.
  private static func decodeLine(_ bytes: [UInt8], _ line: Range<Int>, into content: inout [UInt8]) -> Bool {
    guard let first = line.first else { return true }
    guard bytes[first] >= 0x20, bytes[first] <= 0x60 else { return false }
    let count = Int(value(bytes[first]))
    if count == 0 { return true }
    // Trailing blanks stand for zeros and may have been cut off.
    guard line.count - 1 <= (count + 2) / 3 * 4 + 2 else { return false }
    for offset in line.dropFirst() where bytes[offset] < 0x20 || bytes[offset] > 0x60 { return false }
    func sextet(_ offset: Int) -> UInt8 { offset < line.upperBound ? value(bytes[offset]) : 0 }
    var written = 0
    var offset = line.lowerBound + 1
    while written < count {
      let (a, b, c, d) = (sextet(offset), sextet(offset + 1), sextet(offset + 2), sextet(offset + 3))
      content.append(a << 2 | b >> 4)
      if written + 1 < count { content.append(b << 4 | c >> 2) }
      if written + 2 < count { content.append(c << 6 | d) }
      written += 3
      offset += 4
    }
    return true
  }

  private static func value(_ byte: UInt8) -> UInt8 { (byte &- 0x20) & 0x3f }

  private static func lineEnd(_ text: Span<UInt8>, from start: Int) -> (text: Int, next: Int) {
    guard let newline = Kernels.firstIndex(of: 0x0a, in: text, from: start) else { return (text.count, text.count) }
    return (newline > start && text[newline - 1] == 0x0d ? newline - 1 : newline, newline + 1)
  }
}
