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

  /// In the order of the envelope.
  public var outcomes: [(recipient: Address, outcome: Outcome)]
  /// What the refusals for good have in common, 69 when they differ.
  public var refusalStatus: ExitStatus

  /// Makes a receipt from the fates.
  public init(outcomes: [(recipient: Address, outcome: Outcome)], refusalStatus: ExitStatus = .unavailable) {
    self.outcomes = outcomes
    self.refusalStatus = refusalStatus
  }

  /// Whether anybody was refused for good.
  public var hasRejections: Bool { outcomes.contains { if case .rejected = $0.outcome { true } else { false } } }

  /// Whether anybody may get the message later.
  var hasDeferrals: Bool { outcomes.contains { if case .deferred = $0.outcome { true } else { false } } }

  /// Who did not get the message, in the order of the envelope.
  public var missing: [Address] {
    var missing: [Address] = []
    for (recipient, outcome) in outcomes {
      if case .accepted = outcome { continue }
      missing.append(recipient)
    }
    return missing
  }
}
