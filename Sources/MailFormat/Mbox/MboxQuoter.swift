import MailBytes

/// Quotes or unquotes From_ lines piece by piece.
public struct MboxQuoter: Sendable {
  /// Which way.
  public enum Direction: Sendable {
    /// One `>` more.
    case quote
    /// One `>` in front of lines that have none, for text that is quoted already.
    case protect
    /// One `>` less where there is one.
    case unquote
    /// No `>` at all, so that a text can be compared with its quoted form.
    case bare
  }

  /// A longer run of `>` at a line's start is let through as it is.
  static let longestPrefix = 1000

  private let direction: Direction
  private var isAtLineStart = true
  /// The start of a line that may still become a From_ line.
  private var held: [UInt8] = []
  private let from: [UInt8] = [0x46, 0x72, 0x6f, 0x6d, 0x20]

  /// Begins at a line's start.
  public init(_ direction: Direction) { self.direction = direction }

  /// Appends the piece, changed where it must be; a start of a line that may become a From_ line is held.
  public mutating func pass(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    var position = 0
    if isAtLineStart {
      // Byte by byte until the first line is decided.
      while position < bytes.count, isAtLineStart { decide(bytes[position], &position, into: &output) }
      if isAtLineStart { return }
    }
    var written = position
    while let found = Kernels.firstIndex(ofSequence: from.span, in: bytes, from: position) {
      var start = found
      while start > written, bytes[start - 1] == 0x3e { start -= 1 }
      position = found + 5
      guard start > 0, bytes[start - 1] == 0x0a, start >= written else { continue }
      // Nothing to take away, or there already.
      if direction == .unquote || direction == .bare, start == found { continue }
      if direction == .protect, start < found { continue }
      output.append(bytes.extracting(written..<start))
      if direction == .quote || direction == .protect { output.append(0x3e) }
      switch direction {
      case .quote, .protect: written = start
      case .unquote: written = start + 1
      case .bare: written = found
      }
    }
    // What may become a From_ line stays for the next piece.
    let end = startOfPrefix(bytes, from: max(written, position))
    output.append(bytes.extracting(written..<end))
    held.append(bytes.extracting(end..<bytes.count))
    isAtLineStart = end < bytes.count || bytes[bytes.count - 1] == 0x0a
  }

  /// Appends what is held.
  public mutating func finish(into output: inout [UInt8]) {
    output += held
    held.removeAll()
    isAtLineStart = true
  }

  /// Takes one byte at a line's start, or lets go of what is held when it is no From_ line.
  private mutating func decide(_ byte: UInt8, _ position: inout Int, into output: inout [UInt8]) {
    let marks = held.firstIndex { $0 != 0x3e } ?? held.count
    let matched = held.count - marks
    if (matched == 0 && byte == 0x3e && held.count < Self.longestPrefix) || byte == from[matched] {
      held.append(byte)
      position += 1
      guard matched + 1 == from.count, byte == 0x20 else { return }
      if direction == .quote || direction == .protect && marks == 0 { output.append(0x3e) }
      switch direction {
      case .unquote where marks > 0: output += held[1...]
      case .bare: output += held[marks...]
      default: output += held
      }
    } else {
      output += held
    }
    held.removeAll()
    isAtLineStart = false
  }

  private func startOfPrefix(_ bytes: Span<UInt8>, from floor: Int) -> Int {
    var place = bytes.count
    while place > floor, bytes.count - place < Self.longestPrefix, bytes[place - 1] != 0x0a { place -= 1 }
    guard place > 0, place < bytes.count, bytes[place - 1] == 0x0a else { return bytes.count }
    var end = place
    while end < bytes.count, bytes[end] == 0x3e { end += 1 }
    var matched = 0
    while end < bytes.count, matched < from.count, bytes[end] == from[matched] {
      end += 1
      matched += 1
    }
    return end == bytes.count ? place : bytes.count
  }
}
