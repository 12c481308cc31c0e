public import MailFormat

extension OutgoingMessage {
  /// The Message-ID of its header without angle brackets; nil where the beginning of the message holds none.
  public var messageID: String? {
    var head: [UInt8] = []
    switch segments.first {
    case .text(let text): head = Array(text.prefix(Self.searchedHead))
    case .file(let source, .identity): try? source.read(at: 0, limit: Self.searchedHead, into: &head)
    default: return nil
    }
    return HeaderBlock(head).unfolded(.messageID).flatMap { MessageID.parse($0).first?.text }
  }

  /// Whoever writes a longer header in front of the Message-ID does without.
  private static var searchedHead: Int { 1 << 16 }
}
