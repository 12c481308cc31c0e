import MailBytes

/// Files in the yEnc encoding of Usenet, found between lines of text.
enum YEncDecoder {
  /// All files in a range of the bytes, in order, with the lines they take up.
  static func decode(_ bytes: [UInt8], in range: Range<Int>) -> [UUDecoder.Found] {
    var found: [UUDecoder.Found] = []
    var position = range.lowerBound
    while position < range.upperBound, found.count < UUDecoder.files {
      let line = line(bytes, from: position, to: range.upperBound)
      position = line.next
      let header = bytes[line.text]
      guard header.starts(with: "=ybegin ".utf8), let name = name(in: header) else { continue }
      var file = UUDecoder.Found(
        lines: line.text.lowerBound..<position, name: name, content: [], isDamaged: true, piece: piece(in: header))
      file.lines = line.text.lowerBound..<body(bytes, from: position, to: range.upperBound, header, into: &file)
      position = file.lines.upperBound
      found.append(file)
    }
    return found
  }

  /// Reads the lines of a file up to its `=yend`, or to the next `=ybegin` where that is missing.
  ///
  /// - Returns: where the text goes on.
  private static func body(
    _ bytes: [UInt8], from start: Int, to limit: Int, _ header: ArraySlice<UInt8>, into file: inout UUDecoder.Found
  ) -> Int {
    var position = start
    var stated: [Int?] = file.piece == nil ? [number(" size=", in: header)] : []
    while position < limit {
      let line = line(bytes, from: position, to: limit)
      let text = bytes[line.text]
      if text.starts(with: "=ybegin ".utf8), name(in: text) != nil { return position }
      position = line.next
      if text.starts(with: "=ypart ".utf8) {
        if let first = number(" begin=", in: text), let last = number(" end=", in: text) {
          stated.append(last - first + 1)
        }
      } else if text.starts(with: "=yend ".utf8) {
        stated.append(number(" size=", in: text))
        // Of a piece, crc32 is the checksum of the whole file.
        let sum = checksum(file.piece == nil ? " crc32=" : " pcrc32=", in: text)
        file.isDamaged =
          stated.contains { $0 != nil && $0 != file.content.count } || sum.map { $0 != CRC32.of(file.content) } ?? false
        break
      } else {
        decodeLine(bytes, line.text, into: &file.content)
      }
    }
    return position
  }

  private static func line(_ bytes: [UInt8], from start: Int, to limit: Int) -> (text: Range<Int>, next: Int) {
    let newline = Kernels.firstIndex(of: 0x0a, in: bytes.span.extracting(start..<limit)).map { start + $0 }
    var end = newline ?? limit
    if end > start, bytes[end - 1] == 0x0d { end -= 1 }
    return (start..<end, newline.map { $0 + 1 } ?? limit)
  }

  private static func decodeLine(_ bytes: [UInt8], _ line: Range<Int>, into content: inout [UInt8]) {
    var offset = line.lowerBound
    // NNTP doubles a dot at the start of a line.
    if line.count > 1, bytes[offset] == 0x2e, bytes[offset + 1] == 0x2e { offset += 1 }
    while offset < line.upperBound {
      var byte = bytes[offset]
      if byte == 0x3d, offset + 1 < line.upperBound {
        offset += 1
        byte = bytes[offset] &- 64
      }
      content.append(byte &- 42)
      offset += 1
    }
  }

  private static func piece(in line: ArraySlice<UInt8>) -> PieceNumber? {
    number(" part=", in: line).map { PieceNumber($0, of: number(" total=", in: line)) }
  }

  /// The name is the rest of the line.
  private static func name(in line: ArraySlice<UInt8>) -> String? {
    let wanted = Array(" name=".utf8)
    guard let start = find(wanted, in: line) else { return nil }
    var name = line[(start + wanted.count)...]
    while let last = name.last, last == 0x20 || last == 0x09 { name.removeLast() }
    if name.count > 1, name.first == 0x22, name.last == 0x22 { name = name.dropFirst().dropLast() }
    return name.isEmpty ? nil : String(decoding: name.prefix(1024), as: UTF8.self)
  }

  private static func number(_ key: String, in line: ArraySlice<UInt8>) -> Int? {
    let wanted = Array(key.utf8)
    guard let start = find(wanted, in: line) else { return nil }
    var value = 0
    var digits = 0
    for byte in line[(start + wanted.count)...] {
      guard byte >= 0x30, byte <= 0x39, digits < 15 else { break }
      value = value * 10 + Int(byte - 0x30)
      digits += 1
    }
    return digits > 0 ? value : nil
  }

  private static func checksum(_ key: String, in line: ArraySlice<UInt8>) -> UInt32? {
    let wanted = Array(key.utf8)
    guard let start = find(wanted, in: line) else { return nil }
    let digits = line[(start + wanted.count)...].prefix { $0 > 0x20 }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private static func find(_ wanted: [UInt8], in line: ArraySlice<UInt8>) -> Int? {
    guard line.count >= wanted.count, line.count < 4096 else { return nil }
    for start in line.startIndex...(line.endIndex - wanted.count) where line[start...].starts(with: wanted) {
      return start
    }
    return nil
  }
}
