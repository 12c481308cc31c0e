import MailBytes
public import MailFormat

/// Streams an outgoing message in large blocks, so that an attachment never lies in memory whole.
///
/// A file's content is encoded on the way: as `Base64.encodeLines` and `QuotedPrintable.encode` would, with a line end at the end.
public struct MessageWriter {
  /// How lines are ended and dots treated.
  public enum Style: Sendable {
    /// LF, as files and local programs have it.
    case local
    /// CR LF, and a dot at the start of a line doubled (RFC 5321 section 4.5.2); no lone CR or LF ever leaves.
    case wire
    /// CR LF, for a chunk whose size says where it ends (RFC 3030).
    case chunk
  }

  /// Why streaming stopped.
  public enum Failure<Sink: Error>: Error {
    /// The content could not be read.
    case content(ContentError)
    /// The receiver could not take it.
    case sink(Sink)
  }

  /// Bytes handed over at a time, about.
  public static let block = 65536
  /// Bytes read of a file at a time: whole lines of base64.
  private static let window = 57 * 1024

  private let style: Style
  private var output: [UInt8] = []
  private var isAtLineStart = true
  /// A CR whose follower has not come yet.
  private var holdsCR = false

  private init(_ style: Style) {
    self.style = style
    output.reserveCapacity(Self.block * 2 + 4096)
  }

  /// Hands the message to the sink, block by block; the last line is ended if it is not.
  ///
  /// - Parameters:
  ///   - leader: bytes that go before in the first block, as they are.
  ///   - trailer: bytes that follow in the last block, as they are.
  public static func write<Sink: Error>(
    _ message: OutgoingMessage, style: Style, leader: [UInt8] = [], trailer: [UInt8] = [],
    to sink: (Span<UInt8>) throws(Sink) -> Void
  ) throws(Failure<Sink>) {
    var writer = MessageWriter(style)
    writer.output += leader
    for segment in message.segments {
      switch segment {
      case .text(let text): try writer.put(text.span, to: sink)
      case .file(let source, let plan): try writer.put(source, plan, to: sink)
      }
    }
    if writer.holdsCR { writer.endLine() }
    if !writer.isAtLineStart { writer.endLine() }
    writer.output += trailer
    try writer.flush(to: sink)
  }

  /// About how many bytes the message has on the wire, exact but for quoted-printable and doubled dots.
  public static func wireSize(of message: OutgoingMessage) -> Int {
    var size = 0
    for segment in message.segments {
      switch segment {
      case .text(let text): size += text.count + Kernels.count(10, in: text.span)
      case .file(let source, .base64):
        size += Base64Encoder.encodedCount(source.count) + (source.count + 56) / 57
      case .file(let source, .identity): size += source.count + lineEnds(of: source)
      case .file(let source, .quotedPrintable): size += source.count + source.count / 8
      }
    }
    return size
  }

  /// How many line ends a text has, as its beginning lets expect: each takes one byte more on the wire.
  private static func lineEnds(of source: any ContentSource) -> Int {
    var sample: [UInt8] = []
    try? source.read(at: 0, limit: sampledText, into: &sample)
    guard !sample.isEmpty else { return source.count / 32 }
    return Kernels.count(10, in: sample.span) * (source.count / sample.count + 1)
  }

  /// How much of a text is looked at to guess its line ends.
  private static let sampledText = 1 << 16

  /// How much of a file is encoded only to know its size; more than that is not worth the time.
  private static let countedFile = 1 << 20

  /// Exactly how many bytes the message has as one chunk; nil where only writing it would tell.
  public static func chunkSize(of message: OutgoingMessage) -> Int? {
    var writer = MessageWriter(.chunk)
    var size = 0
    for segment in message.segments {
      if case .file(let source, .base64) = segment {
        if source.count > 0, writer.holdsCR || !writer.isAtLineStart { writer.endLine() }
        size += Base64Encoder.encodedCount(source.count) + (source.count + 56) / 57
        continue
      }
      do throws(Failure<Never>) {
        let count = { (block: Span<UInt8>) throws(Never) in size += block.count }
        switch segment {
        case .text(let text): try writer.put(text.span, to: count)
        case .file(let source, let plan):
          guard source.count <= countedFile else { return nil }
          try writer.put(source, plan, to: count)
        }
      } catch {
        return nil
      }
    }
    if writer.holdsCR { writer.endLine() }
    if !writer.isAtLineStart { writer.endLine() }
    return size + writer.output.count
  }

  // MARK: Segments

  private mutating func put<Sink: Error>(
    _ source: any ContentSource, _ plan: OutgoingMessage.TransferEncodingPlan,
    to sink: (Span<UInt8>) throws(Sink) -> Void
  ) throws(Failure<Sink>) {
    var base64 = Base64Encoder()
    var quoted = QuotedPrintableEncoder()
    var read: [UInt8] = []
    var encoded: [UInt8] = []
    read.reserveCapacity(Self.window)
    var offset = 0
    while true {
      read.removeAll(keepingCapacity: true)
      do throws(ContentError) {
        try source.read(at: offset, limit: Self.window, into: &read)
      } catch {
        throw .content(error)
      }
      offset += read.count
      encoded.removeAll(keepingCapacity: true)
      switch plan {
      case .identity:
        guard !read.isEmpty else { return }
        try put(read.span, to: sink)
        continue
      case .base64:
        if read.isEmpty { base64.finish(into: &encoded) } else { base64.encode(read.span, into: &encoded) }
        try putLines(encoded.span, to: sink)
      case .quotedPrintable:
        if read.isEmpty { quoted.finish(into: &encoded) } else { quoted.encode(read.span, into: &encoded) }
        try put(encoded.span, to: sink)
      }
      guard !read.isEmpty else { return }
    }
  }

  /// Base64: no line begins with a dot, none holds a CR.
  private mutating func putLines<Sink: Error>(
    _ lines: Span<UInt8>, to sink: (Span<UInt8>) throws(Sink) -> Void
  ) throws(Failure<Sink>) {
    if case .local = style { return try put(lines, to: sink) }
    if !lines.isEmpty, holdsCR || !isAtLineStart { endLine() }
    var start = 0
    while let end = Kernels.firstIndex(of: 10, in: lines, from: start) {
      output.append(lines.extracting(start..<end))
      output.append(13)
      output.append(10)
      start = end + 1
      if output.count >= Self.block { try flush(to: sink) }
    }
  }

  private mutating func put<Sink: Error>(
    _ text: Span<UInt8>, to sink: (Span<UInt8>) throws(Sink) -> Void
  ) throws(Failure<Sink>) {
    switch style {
    case .local:
      guard !text.isEmpty else { return }
      isAtLineStart = text[text.count - 1] == 10
      if output.count + text.count < Self.block { return output.append(text) }
      try flush(to: sink)
      do throws(Sink) { try sink(text) } catch { throw .sink(error) }
    case .wire, .chunk:
      try putWire(text, to: sink)
    }
  }

  private mutating func putWire<Sink: Error>(
    _ text: Span<UInt8>, to sink: (Span<UInt8>) throws(Sink) -> Void
  ) throws(Failure<Sink>) {
    var start = 0
    if holdsCR, !text.isEmpty {
      endLine()
      if text[0] == 10 { start = 1 }
    }
    while start < text.count {
      if isAtLineStart, doublesDots, text[start] == UInt8(ascii: ".") { output.append(UInt8(ascii: ".")) }
      let end = Kernels.firstIndex(of: 10, or: 13, in: text, from: start) ?? text.count
      // A line without end must not grow the block without end.
      let stop = min(end, start + Self.block)
      output.append(text.extracting(start..<stop))
      isAtLineStart = isAtLineStart && stop == start
      start = stop
      if stop == end, end < text.count {
        if text[end] == 13, end + 1 == text.count {
          holdsCR = true
          return
        }
        start = text[end] == 13 && text[end + 1] == 10 ? end + 2 : end + 1
        endLine()
      }
      if output.count >= Self.block { try flush(to: sink) }
    }
  }

  private var doublesDots: Bool { if case .wire = style { true } else { false } }

  private mutating func endLine() {
    if case .local = style {} else { output.append(13) }
    output.append(10)
    isAtLineStart = true
    holdsCR = false
  }

  private mutating func flush<Sink: Error>(
    to sink: (Span<UInt8>) throws(Sink) -> Void
  ) throws(Failure<Sink>) {
    guard !output.isEmpty else { return }
    do throws(Sink) { try sink(output.span) } catch { throw .sink(error) }
    output.removeAll(keepingCapacity: true)
  }
}
