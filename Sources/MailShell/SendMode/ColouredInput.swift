import MailBytes
import MailFormat
import MailSystem

/// Piped text that a program coloured for a terminal.
struct ColouredInput {
  let session: Session

  /// Larger text is left as it is.
  private static var limit: Int { 16 << 20 }

  /// Takes the codes out of the text; with `asHTML` the text in its colours goes beside it.
  func clean(_ composition: inout Composition, asHTML: Bool) throws {
    guard composition.body.count <= Self.limit, try mayHoldCodes(composition.body) else { return }
    let text = try composition.text()
    // What holds NUL is no text, whatever else it looks like.
    guard ANSIText.hasCodes(text), Kernels.firstIndex(of: 0, in: text.span) == nil else { return }
    let plain = ANSIText.plain(text)
    composition.body = .memory(plain)
    guard asHTML else { return }
    composition.richBody = .alternative([
      .part(.text(MemoryContent(plain))),
      .part(.text(MemoryContent(ANSIText.html(UTF8Text.repaired(text))), type: "text/html", charset: "utf-8")),
    ])
  }

  /// Whether there is an ESC at all; what was written to disk is looked through in windows.
  private func mayHoldCodes(_ body: SpooledInput) throws -> Bool {
    if case .memory(let bytes) = body { return Kernels.firstIndex(of: 0x1b, in: bytes.span) != nil }
    var window: [UInt8] = []
    var offset = 0
    while offset < body.count {
      window.removeAll(keepingCapacity: true)
      try body.read(at: offset, limit: 1 << 16, into: &window)
      if window.isEmpty { break }
      if Kernels.firstIndex(of: 0x1b, in: window.span) != nil { return true }
      offset += window.count
    }
    return false
  }
}
