/// What became of each recipient in a session.
public struct SubmissionResult: Sendable, Equatable {
  /// The fate of one recipient.
  public enum Outcome: Sendable, Equatable {
    /// The server took responsibility.
    case accepted(Reply)
    /// The server refused, for now or for good: see the reply.
    case refused(Reply)
    /// Not tried, or abandoned, for the reason given; it may work later.
    case notSent(String)
  }

  /// In the order of the envelope.
  public var outcomes: [Outcome]

  /// Makes a result from the fates.
  public init(outcomes: [Outcome]) { self.outcomes = outcomes }

  /// Whether anybody gets the message.
  public var anyAccepted: Bool {
    outcomes.contains { if case .accepted = $0 { true } else { false } }
  }
}
