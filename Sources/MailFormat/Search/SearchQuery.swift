/// A question about messages, as IMAP SEARCH can ask it (RFC 9051 section 6.4.4), evaluated here or by the server.
public indirect enum SearchQuery: Sendable, Equatable {
  /// Every message.
  case all
  /// What all of these match.
  case and([SearchQuery])
  /// What one of these matches.
  case or([SearchQuery])
  /// What this does not match.
  case not(SearchQuery)
  /// A field of the name contains the text; an empty text asks whether there is such a field.
  case header(HeaderFieldName, String)
  /// Any header field contains the text.
  case anyHeader(String)
  /// The decoded text contains it.
  case body(String)
  /// A header field or the decoded text contains it.
  case text(String)
  /// Bigger than so many bytes.
  case larger(Int)
  /// Smaller than so many bytes.
  case smaller(Int)
  /// Received at the time asked for.
  case received(DayTest, CivilDay)
  /// Sent, by its Date field, at the time asked for.
  case sent(DayTest, CivilDay)
  /// Has the state.
  case state(MessageStateKey)
  /// Has the keyword.
  case keyword(String)
  /// Has one of the message numbers.
  case numbers([ClosedRange<Int>])
  /// Has one of the unique identifiers of the server.
  case uids([ClosedRange<Int>])

  /// How a day is compared.
  public enum DayTest: Sendable, Equatable {
    /// Before the day.
    case before
    /// On the day.
    case on
    /// On the day or later.
    case since
  }

  /// The states IMAP knows.
  public enum MessageStateKey: Sendable, Equatable {
    /// `\Answered`.
    case answered
    /// `\Deleted`.
    case deleted
    /// `\Draft`.
    case draft
    /// `\Flagged`.
    case flagged
    /// `\Seen`.
    case seen
    /// First shown in this session.
    case recent
  }

  /// The From field contains the text.
  public static func from(_ text: String) -> SearchQuery { .header(.from, text) }
  /// The To field contains the text.
  public static func to(_ text: String) -> SearchQuery { .header(.to, text) }
  /// The Subject contains the text.
  public static func subject(_ text: String) -> SearchQuery { .header(.subject, text) }

  /// Whether the decoded text of messages must be read to answer, and not only their header.
  public var needsBody: Bool {
    switch self {
    case .body, .text: true
    case .and(let keys), .or(let keys): keys.contains { $0.needsBody }
    case .not(let key): key.needsBody
    default: false
    }
  }
}
