import CBytes

/// Base64 of RFC 4648 and RFC 2045 section 6.8, in one call.
public enum Base64 {
  /// Encodes with padding on one line.
  public static func encode(_ bytes: Span<UInt8>) -> [UInt8] {
    var output = [UInt8]()
    Kernels.encodeBase64(bytes, into: &output)
    return output
  }

  /// Encodes with padding on one line.
  public static func encode(_ bytes: [UInt8]) -> [UInt8] { encode(bytes.span) }

  /// Appends the encoded form, with padding, on the current line.
  public static func encode(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    Kernels.encodeBase64(bytes, into: &output)
  }

  /// Encodes to lines of 76 characters, each ended by LF.
  public static func encodeLines(_ bytes: Span<UInt8>) -> [UInt8] {
    var encoder = Base64Encoder()
    var output = [UInt8]()
    encoder.encode(bytes, into: &output)
    encoder.finish(into: &output)
    return output
  }

  /// Decodes what can be decoded: anything outside of the alphabet is passed over, missing padding is forgiven.
  public static func decode(_ bytes: Span<UInt8>) -> [UInt8] {
    var decoder = Base64Decoder()
    var output = [UInt8]()
    decoder.decode(bytes, into: &output)
    decoder.finish(into: &output)
    return output
  }

  /// Decodes what can be decoded: anything outside of the alphabet is passed over, missing padding is forgiven.
  public static func decode(_ bytes: [UInt8]) -> [UInt8] { decode(bytes.span) }

  /// Decodes only what is perfect: whole groups of the alphabet with their padding; nil for all else.
  public static func decodeStrictly(_ bytes: Span<UInt8>) -> [UInt8]? {
    guard bytes.count % 4 == 0 else { return nil }
    var padding = 0
    while padding < 2, padding < bytes.count, bytes[bytes.count - 1 - padding] == 0x3d { padding += 1 }
    let expected = bytes.count / 4 * 3 - padding
    for index in 0..<(bytes.count - padding) {
      let byte = bytes[index]
      guard byte.isASCIIAlphanumeric || byte == 0x2b || byte == 0x2f else { return nil }
    }
    let output = decode(bytes)
    return output.count == expected ? output : nil
  }
}

/// Encodes to lines of 76 characters piece by piece.
public struct Base64Encoder: Sendable {
  private static let lineBytes = 57
  private var held: [UInt8] = []

  /// Begins at a line's start.
  public init() {}

  /// Appends all lines that are full; the rest is held until more comes.
  public mutating func encode(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    var start = 0
    if !held.isEmpty {
      start = min(Self.lineBytes - held.count, bytes.count)
      held.append(bytes.extracting(0..<start))
      guard held.count == Self.lineBytes else { return }
      Kernels.encodeBase64Lines(held.span, into: &output)
      held.removeAll(keepingCapacity: true)
    }
    let whole = (bytes.count - start) / Self.lineBytes * Self.lineBytes
    Kernels.encodeBase64Lines(bytes.extracting(start..<(start + whole)), into: &output)
    held.append(bytes.extracting((start + whole)..<bytes.count))
  }

  /// Appends the last line.
  public mutating func finish(into output: inout [UInt8]) {
    guard !held.isEmpty else { return }
    Kernels.encodeBase64(held.span, into: &output)
    output.append(0x0a)
    held.removeAll(keepingCapacity: true)
  }

  /// How long the encoded form of so many bytes is, with its line ends.
  public static func encodedCount(_ count: Int) -> Int {
    let (lines, rest) = count.quotientAndRemainder(dividingBy: lineBytes)
    return lines * 77 + (rest == 0 ? 0 : (rest + 2) / 3 * 4 + 1)
  }
}

/// Decodes piece by piece; groups may lie across the borders of the pieces.
public struct Base64Decoder: Sendable {
  private var state = cb_base64_state()

  /// Begins at a group's start.
  public init() {}

  /// How many bytes were passed over that are neither of the alphabet, nor padding, nor white space.
  public var junk: Int { state.junk }

  /// Appends what the piece makes whole.
  public mutating func decode(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    Kernels.decodeBase64(bytes, state: &state, into: &output)
  }

  /// Appends the bytes of a last group without padding.
  public mutating func finish(into output: inout [UInt8]) { Kernels.finishBase64(state: &state, into: &output) }
}
