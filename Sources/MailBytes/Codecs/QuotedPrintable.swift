import CBytes

/// Quoted-printable of RFC 2045 section 6.7, in one call.
public enum QuotedPrintable {
  /// Encodes text: LF ends a line, all else comes back byte for byte, a missing last line end too.
  public static func encode(_ bytes: Span<UInt8>) -> [UInt8] {
    var encoder = QuotedPrintableEncoder()
    var output = [UInt8]()
    encoder.encode(bytes, into: &output)
    encoder.finish(into: &output)
    return output
  }

  /// Encodes text: LF ends a line, all else comes back byte for byte, a missing last line end too.
  public static func encode(_ bytes: [UInt8]) -> [UInt8] { encode(bytes.span) }

  /// Decodes; what is no valid escape stays as it is.
  public static func decode(_ bytes: Span<UInt8>) -> [UInt8] {
    var output = [UInt8]()
    _ = Kernels.decodeQuotedPrintable(bytes, isLast: true, into: &output)
    return output
  }

  /// Decodes; what is no valid escape stays as it is.
  public static func decode(_ bytes: [UInt8]) -> [UInt8] { decode(bytes.span) }
}

/// Encodes piece by piece to lines of at most 76 characters.
///
/// Lines never begin with `From ` or consist of a lone dot, so that no carrier has to change them.
public struct QuotedPrintableEncoder: Sendable {
  /// What LF means.
  public enum Mode: Sendable {
    /// A line's end, kept as one.
    case text
    /// A byte like any other.
    case binary
  }

  private static let piece = 1 << 15
  private var state: cb_qp_state

  /// Begins at a line's start.
  public init(mode: Mode = .text) {
    state = cb_qp_state()
    state.binary = mode == .binary ? 1 : 0
  }

  /// Appends the encoded form; at most one blank is held until its follower is known.
  public mutating func encode(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + Self.piece)
      Kernels.encodeQuotedPrintable(bytes.extracting(start..<end), state: &state, into: &output)
      start = end
    }
  }

  /// Appends what is held; a last line without its end gets a soft break, so that the text stays without it.
  public mutating func finish(into output: inout [UInt8]) {
    Kernels.finishQuotedPrintable(state: &state, into: &output)
  }
}

/// Decodes piece by piece; escapes and blanks at line ends may lie across the borders of the pieces.
public struct QuotedPrintableDecoder: Sendable {
  /// Longer runs of blanks are taken as text, so that what is held stays small.
  static let longestHeld = 2048
  private var held: [UInt8] = []

  /// Begins at a line's start.
  public init() {}

  /// Appends what is certain.
  public mutating func decode(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    var start = 0
    if !held.isEmpty {
      // Up to the end of the line that is held, in the small buffer; the rest straight from the piece.
      start = min(bytes.count, (Kernels.firstIndex(of: 0x0a, in: bytes) ?? Self.longestHeld) + 1, Self.longestHeld)
      held.append(bytes.extracting(0..<start))
      let used = Kernels.decodeQuotedPrintable(
        held.span, isLast: held.count > Self.longestHeld, into: &output)
      held.removeFirst(used)
      if !held.isEmpty {
        guard start < bytes.count else { return }
        // Still undecided: everything that is left goes through the buffer.
        held.append(bytes.extracting(start..<bytes.count))
        let done = Kernels.decodeQuotedPrintable(held.span, isLast: false, into: &output)
        held.removeFirst(done)
        flushIfLong(into: &output)
        return
      }
    }
    let rest = bytes.extracting(start..<bytes.count)
    let used = Kernels.decodeQuotedPrintable(rest, isLast: false, into: &output)
    held.append(rest.extracting(used..<rest.count))
    flushIfLong(into: &output)
  }

  /// Appends what is held: this was all.
  public mutating func finish(into output: inout [UInt8]) {
    _ = Kernels.decodeQuotedPrintable(held.span, isLast: true, into: &output)
    held.removeAll()
  }

  private mutating func flushIfLong(into output: inout [UInt8]) {
    guard held.count > Self.longestHeld else { return }
    output.append(contentsOf: held)
    held.removeAll(keepingCapacity: true)
  }
}
