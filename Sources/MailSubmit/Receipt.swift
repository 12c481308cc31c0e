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

  /// Makes a receipt from the fates.
  public init(outcomes: [(recipient: Address, outcome: Outcome)]) { self.outcomes = outcomes }
}
