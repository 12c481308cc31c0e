import MailBytes

/// Reads content, window by window, and tells its type, charset and encoding.
struct ContentInspector {
  /// How much is read at a time.
  static let window = 1 << 16

  /// What was found.
  struct Finding {
    /// The tallies over all of it.
    var tally = ContentTally()
    /// The first bytes.
    var head: [UInt8] = []
    /// Whether the boundary occurs in it.
    var holdsBoundary = false
    /// Whether bytes from 0x80 to 0x9f occur, which are controls in ISO 8859 and characters in Windows-1252.
    var holdsUpperControls = false

    /// Whether a file of it is no text: NUL, or more than one control in a hundred bytes of what is no UTF-8.
    var isBinary: Bool { tally.nulCount > 0 || (!tally.isUTF8 && tally.controlCount * 100 > tally.count) }

    /// Whether nobody can read it where a text is expected: NUL, and every fourth byte one or another control.
    var isUnreadable: Bool { tally.nulCount > 0 && tally.controlCount * 4 > tally.count }
  }

  /// Reads all of it; what nobody calls text only as far as its first NUL, for that alone settles how it travels.
  static func inspect(
    _ content: any ContentSource, boundary: [UInt8], isCalledText: Bool = true
  ) throws(ComposeError) -> Finding {
    var finding = Finding()
    var buffer: [UInt8] = []
    var offset = 0
    var kept = 0
    while true {
      do throws(ContentError) {
        try content.read(at: offset, limit: window, into: &buffer)
      } catch {
        throw ComposeError(.content, error.summary)
      }
      let read = buffer.count - kept
      if read == 0 { break }
      offset += read
      if finding.head.isEmpty { finding.head = [UInt8](buffer.prefix(ContentMagic.window)) }
      let known = finding.tally.highCount
      finding.tally.add(buffer.span.extracting(kept..<buffer.count))
      if finding.tally.highCount > known, !finding.holdsUpperControls {
        finding.holdsUpperControls = holdsUpperControl(buffer.span.extracting(kept..<buffer.count))
      }
      if !isCalledText, finding.tally.nulCount > 0 { break }
      if !finding.holdsBoundary {
        finding.holdsBoundary = Kernels.firstIndex(ofSequence: boundary.span, in: buffer.span) != nil
      }
      // A boundary may lie across two windows.
      kept = min(buffer.count, boundary.count)
      buffer.removeFirst(buffer.count - kept)
    }
    return finding
  }

  private static func holdsUpperControl(_ bytes: Span<UInt8>) -> Bool {
    for place in bytes.indices where bytes[place] &- 0x80 < 0x20 { return true }
    return false
  }
}
