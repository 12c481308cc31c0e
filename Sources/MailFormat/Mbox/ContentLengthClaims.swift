import MailBytes

/// What Content-Length fields claim about where their messages end, until it is known whether they are true.
///
/// The first message with a false claim, or without any, ends all belief: in a box that is no mboxcl2 the field comes
/// from senders, and a sender could hide the mail of others in his own.
struct ContentLengthClaims: Sendable {
  /// Claims that wait at the same time; messages within messages within messages.
  static let most = 16

  private struct Claim {
    var message: Int
    var end: Int

    /// The place itself, or behind the empty line that parts messages.
    func fits(_ offset: Int) -> Bool { offset >= end && offset - end <= 2 }
  }

  private var waiting: [Claim] = []
  private var value: Int?
  private(set) var isTrusted = true

  /// The first message whose claim has not come true yet.
  var firstWaiting: Int? { waiting.first?.message }

  /// No claim in this box is worth anything.
  mutating func giveUp() {
    isTrusted = false
    waiting.removeAll()
  }

  /// Looks at a line of the header that begins with C.
  mutating func read(_ line: Span<UInt8>) {
    guard isTrusted, ASCII.hasPrefixIgnoringCase(line, "Content-Length:") else { return }
    value = Decimal.parse(line, ASCII.trimmed(line, 15..<line.count))
  }

  /// The header of a message ends; what it claimed begins to count.
  mutating func headerEnds(of message: Int, at offset: Int) {
    guard let claimed = value else { return }
    value = nil
    let (end, isTooLarge) = offset.addingReportingOverflow(claimed)
    if isTrusted, !isTooLarge, waiting.count < Self.most { waiting.append(Claim(message: message, end: end)) }
  }

  /// Whether some message claims to end at this place.
  func names(_ offset: Int) -> Bool { waiting.contains { $0.fits(offset) } }

  /// A message begins, or the file ends, at this place.
  ///
  /// - Returns: the outermost message that claimed to end here; those found behind it are its text.
  mutating func reach(_ offset: Int, isFirst: Bool = false) -> Int? {
    value = nil
    guard isTrusted else { return nil }
    if let claim = waiting.first(where: { $0.fits(offset) }) {
      waiting.removeAll()
      return claim.message
    }
    if isFirst { return nil }
    if let outermost = waiting.first, outermost.end >= offset { return nil }
    giveUp()
    return nil
  }
}
