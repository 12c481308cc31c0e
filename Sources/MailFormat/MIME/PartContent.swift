import MailBytes

/// Undoes the transfer encoding of a part, window by window.
enum PartContent {
  private static let window = 1 << 16

  /// The decoded bytes of a range of the message, at most about `limit` of them.
  static func decode(
    _ message: [UInt8], _ range: Range<Int>, _ encoding: TransferEncoding, limit: Int
  ) -> [UInt8] {
    switch encoding {
    case .identity: return Array(message[range].prefix(limit))
    case .uuencode: return UUDecoder.decode(message, in: range).first?.content ?? Array(message[range])
    case .yEnc: return YEncDecoder.decode(message, in: range).first?.content ?? Array(message[range])
    case .base64, .quotedPrintable:
      var output: [UInt8] = []
      output.reserveCapacity(min(encoding == .base64 ? range.count / 4 * 3 + 3 : range.count, limit) + window)
      stream(message, range, encoding) { piece in
        output += piece
        return output.count < limit
      }
      return output
    }
  }

  /// How many bytes the decoded content has; nothing is kept.
  static func size(_ message: [UInt8], _ range: Range<Int>, _ encoding: TransferEncoding) -> Int {
    switch encoding {
    case .identity: return range.count
    case .uuencode, .yEnc: return decode(message, range, encoding, limit: .max).count
    case .base64, .quotedPrintable:
      var total = 0
      stream(message, range, encoding) { piece in
        total += piece.count
        return true
      }
      return total
    }
  }

  /// Decodes window by window and hands the pieces out until the taker has enough.
  private static func stream(
    _ message: [UInt8], _ range: Range<Int>, _ encoding: TransferEncoding, take: ([UInt8]) -> Bool
  ) {
    let limit = encoding == .base64 ? endOfBase64(message, range) : range.upperBound
    var base64 = Base64Decoder()
    var quoted = QuotedPrintableDecoder()
    var piece: [UInt8] = []
    var start = range.lowerBound
    while start < limit {
      let end = min(start + window, limit)
      let bytes = message.span.extracting(start..<end)
      piece.removeAll(keepingCapacity: true)
      if encoding == .base64 { base64.decode(bytes, into: &piece) } else { quoted.decode(bytes, into: &piece) }
      if !take(piece) { return }
      start = end
    }
    piece.removeAll(keepingCapacity: true)
    if encoding == .base64 { base64.finish(into: &piece) } else { quoted.finish(into: &piece) }
    _ = take(piece)
  }

  /// Where base64 ends: behind padding, unless what follows is more of it, as list managers and broken encoders leave it.
  static func endOfBase64(_ message: [UInt8], _ range: Range<Int>) -> Int {
    let bytes = message.span
    var position = range.lowerBound
    // The line that was looked at last, up to its end without blanks: padding amid it does not look again.
    var line = position..<position
    while position < range.upperBound {
      guard let sign = Kernels.firstIndex(of: 0x3d, in: bytes, from: position), sign < range.upperBound else { break }
      var next = sign
      while next < range.upperBound, bytes[next] == 0x3d || bytes[next].isASCIIWhitespace { next += 1 }
      guard next < range.upperBound else { break }
      let end = sign + 2 < next ? sign + 2 : next
      if next >= line.upperBound {
        let newline = Kernels.firstIndex(of: 0x0a, in: bytes, from: next) ?? range.upperBound
        line = ASCII.trimmed(bytes, next..<min(newline, range.upperBound))
        for offset in line where !isBase64(bytes[offset]) { return end }
      }
      guard (line.upperBound - next) % 4 == 0 else { return end }
      position = next
    }
    return range.upperBound
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    byte.isASCIIAlphanumeric || byte == 0x2b || byte == 0x2f || byte == 0x3d
  }
}
