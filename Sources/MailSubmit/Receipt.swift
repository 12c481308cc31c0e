public import MailBytes
public import MailFormat

/// What became of each recipient.
public struct Receipt: Sendable {
  /// The fate of one recipient.
  public enum Outcome: Sendable, Equatable {
    /// The next hop took responsibility; its words.
    case accepted(String)
    /// 4xx: it may work later; the server's words.
    case deferred(String)
    /// 5xx: it will not work; the server's words.
    case rejected(String)
  }

  /// A recipient and its fate.
  public struct Entry: Sendable {
    /// Who it is about.
    public var recipient: Address
    /// What became of it.
    public var outcome: Outcome

    /// Tells what became of a recipient.
    public init(_ recipient: Address, _ outcome: Outcome) {
      self.recipient = recipient
      self.outcome = outcome
    }
  }

  /// In the order of the envelope.
  public var entries: [Entry]
  /// What the refusals for good have in common, 69 when they differ.
  public var refusalStatus: ExitStatus

  /// Makes a receipt from the fates.
  public init(_ entries: [Entry], refusalStatus: ExitStatus = .unavailable) {
    self.entries = entries
    self.refusalStatus = refusalStatus
  }

  /// Whether anybody was refused for good.
  public var hasRejections: Bool { entries.contains { if case .rejected = $0.outcome { true } else { false } } }

  /// Whether anybody may get the message later.
  var hasDeferrals: Bool { entries.contains { if case .deferred = $0.outcome { true } else { false } } }

  /// Who did not get the message, in the order of the envelope.
  public var missing: [Address] {
    var missing: [Address] = []
    for entry in entries {
      if case .accepted = entry.outcome { continue }
      missing.append(entry.recipient)
    }
    return missing
  }
}
