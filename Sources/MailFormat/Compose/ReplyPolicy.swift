import MailBytes

/// Whose addresses are one's own, and what one likes in answers.
public struct ReplyPolicy: Sendable {
  /// One's own addresses: `from`, the login name, all `alternates`; a name without domain stands for it anywhere local.
  public var own: [Address] = []
  /// Domains that are this machine.
  public var localDomains: [String] = []
  /// Whether one's own addresses stay in answers to all.
  public var metoo = false
  /// Whether all but the author go to Cc.
  public var recipientsInCc = false
  /// Whether Reply-To is honoured.
  public var honoursReplyTo = true
  /// Whether Mail-Followup-To is honoured.
  public var honoursFollowupTo = false
  /// Mailing lists one knows.
  public var lists: [Address] = []
  /// Further words that mean `Re:`, without the colon.
  public var replyStrings: [String] = []

  /// What stands before the subject of an answer.
  public var replyPrefix = "Re: "
  /// Whether two addresses are the same person's when their local parts agree (`allnet`).
  public var comparesLocalParts = false

  /// The usual ways.
  public init() {}

  /// Whether an address is one's own.
  public func isOwn(_ address: Address) -> Bool { own.contains { matches($0, address) } }

  private func matches(_ mine: Address, _ other: Address) -> Bool {
    if mine.isLikelySameMailbox(as: other) { return true }
    if comparesLocalParts, ASCII.lowercased(Array(mine.localPart.utf8)) == ASCII.lowercased(Array(other.localPart.utf8))
    {
      return true
    }
    // A bare name is the same as that name at this machine.
    guard mine.domain.isEmpty || other.domain.isEmpty else { return false }
    let bare = Address(localPart: mine.localPart, domain: "")
    guard bare.isLikelySameMailbox(as: Address(localPart: other.localPart, domain: "")) else { return false }
    let domain = mine.domain.isEmpty ? other.domain : mine.domain
    return localDomains.contains {
      Address(localPart: "x", domain: $0).isLikelySameMailbox(as: Address(localPart: "x", domain: domain))
    }
  }
}
