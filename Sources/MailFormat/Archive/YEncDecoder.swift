import MailBytes

/// Files in the yEnc encoding of Usenet, found between lines of text.
enum YEncDecoder {
  /// All files in a range of the bytes, in order, with the lines they take up.
  static func decode(_ bytes: [UInt8], in range: Range<Int>) -> [UUDecoder.Found] {
    var found: [UUDecoder.Found] = []
    var current: UUDecoder.Found?
    var stated: Int?
    var position = range.lowerBound
    while position < range.upperBound, found.count < UUDecoder.files {
      let newline = Kernels.firstIndex(of: 0x0a, in: bytes.span.extracting(position..<range.upperBound))
      let next = newline.map { position + $0 + 1 } ?? range.upperBound
      var end = newline.map { position + $0 } ?? range.upperBound
      if end > position, bytes[end - 1] == 0x0d { end -= 1 }
      let line = position..<end
      if var file = current {
        file.lines = file.lines.lowerBound..<next
        if bytes[line].starts(with: "=yend ".utf8) {
          let total = number("size=", in: bytes[line])
          file.isDamaged = total.map { $0 != file.content.count } ?? false
          if let sum = checksum(in: bytes[line]), sum != CRC32.of(file.content) { file.isDamaged = true }
          found.append(file)
          current = nil
        } else {
          if !bytes[line].starts(with: "=ypart ".utf8) { decodeLine(bytes, line, into: &file.content) }
          // Setting nil first keeps the content from being copied with every line.
          current = nil
          current = file
        }
      } else if bytes[line].starts(with: "=ybegin ".utf8), let name = name(in: bytes[line]) {
        stated = number("size=", in: bytes[line])
        current = UUDecoder.Found(lines: position..<next, name: name, content: [], isDamaged: true)
        current?.content.reserveCapacity(min(max(stated ?? 0, 0), range.count))
      }
      position = next
    }
    if let file = current { found.append(file) }
    return found
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

  private static func checksum(in line: ArraySlice<UInt8>) -> UInt32? {
    let wanted = Array(" crc32=".utf8)
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
