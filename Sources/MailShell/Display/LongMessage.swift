import MailBytes
import MailFormat
import MailStore

/// A message so long that it is shown and handed on piece by piece, in memory that does not grow with it.
struct LongMessage {
  /// The start of the message, up to the body at least.
  let head: [UInt8]
  private let number: Int
  private let mailbox: any Mailbox
  private let start: Int
  /// How the body becomes text; nil for the message as it is stored.
  private let text: LongText?
  private let isQuoted: Bool

  /// Messages up to this size are read as a whole.
  private static let smallest = 32 << 20
  private static let pieceSize = 1 << 20

  /// nil for a message that is read as a whole: it is short, or its text is not one.
  ///
  /// - Parameter isRaw: whether it is wanted as it is stored, header and all.
  init?(_ number: Int, in session: Session, isRaw: Bool) throws {
    mailbox = try session.mailbox()
    guard try mailbox.summary(of: number).size >= Self.smallest else { return nil }
    self.number = number
    var head: [UInt8] = []
    // Behind the header is an empty line, which two bytes end.
    try mailbox.read(number, at: 0, limit: try mailbox.header(of: number).count + 2, into: &head)
    self.head = head
    guard !isRaw else {
      (text, start, isQuoted) = (nil, 0, false)
      return
    }
    guard let text = LongText(head: head, charsets: session.world.charsets),
      session.program(for: text.part) == nil
    else { return nil }
    self.text = text
    start = text.part.body.lowerBound
    isQuoted = try !mailbox.fromLine(of: number).isEmpty
  }

  /// Hands out the text in pieces of whole lines, until the taker has enough.
  func forEachPiece(_ take: ([UInt8]) throws -> Bool) throws {
    guard var text else { return try forEachStored(take) }
    var unquoter = MboxQuoter(.unquote)
    var isDone = false
    try forEachStored { stored in
      var piece = stored
      if isQuoted {
        piece.removeAll(keepingCapacity: true)
        unquoter.pass(stored.span, into: &piece)
      }
      isDone = try !take(text.read(piece))
      return !isDone
    }
    if isDone { return }
    var rest: [UInt8] = []
    if isQuoted { unquoter.finish(into: &rest) }
    _ = try take(text.read(rest) + text.finish())
  }

  /// The same for the message as it is stored.
  private func forEachStored(_ take: ([UInt8]) throws -> Bool) throws {
    var lines = LinePieces()
    var offset = start
    while true {
      let before = lines.pending.count
      try mailbox.read(number, at: offset, limit: Self.pieceSize, into: &lines.pending)
      offset += lines.pending.count - before
      if lines.pending.count == before { break }
      guard try take(lines.take()) else { return }
    }
    _ = try take(lines.finish())
  }
}
