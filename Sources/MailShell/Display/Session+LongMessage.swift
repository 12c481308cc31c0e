import MailBytes
import MailLanguage

extension Session {
  /// Prints a long message piece by piece, as `messageText` has it, until the reader has had enough.
  func printPieces(of message: LongMessage, _ number: Int, with style: PrintStyle, to pager: Pager) throws {
    let heading = try heading(of: number, message.head, with: style)
    try pager.write(messageLine(number).bytes)
    if let limit = style.lineLimit {
      let lines = try firstLines(limit, below: heading, of: message)
      return try pager.write((lines + Self.ending(of: lines.bytes)).bytes)
    }
    try pager.write(heading.bytes)
    var end = heading.bytes.suffix(2)
    try message.forEachPiece { piece in
      if pendingSignal != nil || pager.isClosed { return false }
      let text = TerminalText(cleaningLines: piece.span)
      try pager.write(text.bytes)
      end = (end + text.bytes.suffix(2)).suffix(2)
      return true
    }
    try pager.write(Self.ending(of: Array(end)).bytes)
  }

  /// What `top` shows: no more is read than that takes.
  private func firstLines(_ limit: Int, below heading: TerminalText, of message: LongMessage) throws -> TerminalText {
    let squeezes = settings.flag(.topsqueeze)
    var text = heading
    var shown = TerminalText()
    try message.forEachPiece { piece in
      text.append(cleaningLines: piece.span)
      shown = (squeezes ? squeezed(text) : text).firstLines(limit)
      return Kernels.count(0x0a, in: shown.bytes.span) < limit && pendingSignal == nil
    }
    return shown
  }

  /// What is missing for an empty line at the end.
  private static func ending(of text: [UInt8]) -> TerminalText {
    if text.last != 0x0a { return "\n\n" }
    return text.dropLast().last == 0x0a ? "" : "\n"
  }
}
