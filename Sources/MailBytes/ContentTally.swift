import CBytes

/// Counts what a stretch of content holds, window by window, to choose its charset and encoding.
public struct ContentTally: Sendable {
  private var tally = cb_content()
  /// The start of a character that the end of the last window cut.
  private var cut: [UInt8] = []

  /// How many bytes there were.
  public private(set) var count = 0
  /// Whether all so far is UTF-8; a character cut at the end is judged by `isUTF8`.
  private var isValidSoFar = true

  /// Begins with nothing.
  public init() {}

  /// Adds a window.
  public mutating func add(_ bytes: Span<UInt8>) {
    guard !bytes.isEmpty else { return }
    count += bytes.count
    let before = tally.high
    Kernels.classify(bytes, into: &tally)
    guard isValidSoFar, tally.high > before || !cut.isEmpty else { return }
    var start = 0
    if !cut.isEmpty {
      // A character has at most four bytes: three more decide it.
      start = min(4 - min(cut.count, 4), bytes.count)
      cut.append(bytes.extracting(0..<start))
      let end = Kernels.endOfValidUTF8(in: cut.span)
      if end == 0, cut.count < 4, Self.isStart(cut.span) { return }
      guard end > 0 else {
        isValidSoFar = false
        return
      }
      start -= cut.count - end
      cut.removeAll()
    }
    let end = Kernels.endOfValidUTF8(in: bytes, from: start)
    if end < bytes.count {
      let rest = bytes.extracting(end..<bytes.count)
      if rest.count < 4, Self.isStart(rest) { cut = [UInt8](rest) } else { isValidSoFar = false }
    }
  }

  private static func isStart(_ bytes: Span<UInt8>) -> Bool {
    let (scalar, length) = UTF8Text.scalar(in: bytes, at: 0)
    guard scalar == nil, length == bytes.count else { return false }
    return bytes[0] >= 0xc2 && bytes[0] <= 0xf4
  }

  /// Whether all of it is UTF-8.
  public var isUTF8: Bool { isValidSoFar && cut.isEmpty }
  /// Whether all of it is ASCII.
  public var isASCII: Bool { tally.high == 0 }
  /// Bytes over 0x7f.
  public var highCount: Int { tally.high }
  /// Controls other than tab, LF and CR.
  public var controlCount: Int { tally.controls }
  /// NUL bytes.
  public var nulCount: Int { tally.nul }
  /// CR, with or without LF behind.
  public var carriageReturnCount: Int { tally.cr }
  /// CR LF.
  public var lineEndPairCount: Int { tally.cr_lf }
  /// LF.
  public var newlineCount: Int { tally.newlines }
  /// Lines that begin with `From `.
  public var fromLineCount: Int { tally.from_lines }
  /// The longest line without its LF.
  public var longestLine: Int { max(tally.longest_line, tally.line) }
  /// Whether the last line has its LF, or there is nothing.
  public var endsWithNewline: Bool { count == 0 || tally.last == 0x0a }
  /// Whether each LF is part of a CR LF and each CR too: text from elsewhere.
  public var hasOnlyLineEndPairs: Bool { tally.cr > 0 && tally.cr == tally.cr_lf && tally.newlines == tally.cr_lf }
  /// About how long it is in quoted-printable.
  public var quotedPrintableCount: Int {
    let escapes = tally.high + tally.controls + tally.equals + tally.cr
    let size = count + 2 * escapes
    return size + (longestLine > 75 ? 2 * (size / 75) : 0)
  }
}
