public import MailBytes

/// Turns a message that is one long text into text for reading piece by piece, so that memory does not grow with it.
///
/// The result is that of `MessageText.render`, but that files packed between the lines stay as they are written, and that
/// of text without a valid label each piece is judged for itself.
public struct LongText {
  /// What the header says of the text.
  public let part: Part
  private let decoder: CharsetDecoder
  private var quoted = QuotedPrintableDecoder()
  private var base64 = Base64Decoder()
  /// Lines of the body whose end, or whose end of base64, is not here yet.
  private var encoded: [UInt8] = []
  private var lines: LinePieces
  private var isFirst = true
  /// Whether the base64 has ended before the body.
  private var hasEnded = false
  private let longestLine: Int

  /// Reads what the text is from a message's header.
  ///
  /// - Parameters:
  ///   - head: the start of the message, at least up to its body.
  ///   - longestLine: how many bytes of one line are kept together.
  /// - Returns: nil where the message must be read as a whole: it has parts, is no plain text, or in another charset than
  ///   those of which each line stands for itself.
  public init?(
    head: [UInt8], charsets: any CharsetConverter, options: TextOptions = TextOptions(), longestLine: Int = 1 << 20
  ) {
    let tree = PartTree(message: head, charsets: charsets)
    guard tree.parts.count == 1, let part = tree.parts.first, part.kind == .leaf, part.type == "text/plain",
      !part.isAttachment, !(options.reflows && part.parameter("format")?.lowercased() == "flowed")
    else { return nil }
    switch part.encoding {
    case .identity, .quotedPrintable, .base64: break
    case .uuencode, .yEnc: return nil
    }
    switch part.charset.map({ CharsetLabel($0).kind }) {
    case nil, .ascii, .utf8, .windows1252: break
    case .listed, .unlisted: return nil
    }
    self.part = part
    decoder = CharsetDecoder(converter: charsets, fallback: CharsetLabel(options.fallbackCharset))
    lines = LinePieces(longestLine: longestLine)
    self.longestLine = longestLine
  }

  /// Takes the next piece of the body.
  ///
  /// - Returns: text in UTF-8 with LF line ends as far as it is complete.
  public mutating func read(_ piece: [UInt8]) -> [UInt8] {
    switch part.encoding {
    case .base64:
      encoded += piece
      decodeBase64(upTo: endOfDecidedLines(), isLast: false)
    case .quotedPrintable: quoted.decode(piece.span, into: &lines.pending)
    default: lines.pending += piece
    }
    return decoded(lines.take())
  }

  /// The rest of the text, when the body has ended.
  public mutating func finish() -> [UInt8] {
    switch part.encoding {
    case .base64:
      decodeBase64(upTo: encoded.count, isLast: true)
      base64.finish(into: &lines.pending)
    case .quotedPrintable: quoted.finish(into: &lines.pending)
    default: break
    }
    return decoded(lines.finish())
  }

  // MARK: Base64

  /// Where the lines end that can be decoded: behind padding the next line tells whether there is more.
  private func endOfDecidedLines() -> Int {
    if encoded.count > 2 * longestLine { return encoded.count }
    guard var end = encoded.lastIndex(of: 0x0a).map({ $0 + 1 }) else { return 0 }
    while end > 0, encoded[end - 1].isASCIIWhitespace { end -= 1 }
    guard end > 0, encoded[end - 1] == 0x3d else { return end }
    return encoded[..<(end - 1)].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
  }

  private mutating func decodeBase64(upTo end: Int, isLast: Bool) {
    guard !hasEnded, end > 0 || isLast else { return }
    let limit = PartContent.endOfBase64(encoded, 0..<encoded.count)
    let decided = Array(encoded[..<min(end, limit)])
    base64.decode(decided.span, into: &lines.pending)
    if limit < end { hasEnded = true }
    encoded.removeFirst(end)
    if hasEnded { encoded = [] }
  }

  // MARK: Text

  private mutating func decoded(_ lines: [UInt8]) -> [UInt8] {
    guard !lines.isEmpty else { return [] }
    let isMarked = !isFirst && lines.starts(with: Self.mark)
    isFirst = false
    // A byte order mark is one at the beginning only.
    return LineEnds.normalized(
      TextCharset.decode(isMarked ? Self.mark + lines : lines, label: part.charset, using: decoder))
  }

  private static let mark: [UInt8] = [0xef, 0xbb, 0xbf]
}
