/// What is asked of delivery status notifications (RFC 3461).
public struct DeliveryNotification: Sendable, Equatable {
  /// Told of success.
  public var onSuccess = false
  /// Told of failure.
  public var onFailure = false
  /// Told of delay.
  public var onDelay = false
  /// Told of nothing, which excludes the others.
  public var never = false
  /// Whether the whole message comes back, or its header only; nil leaves it to the server.
  public var returnsFullMessage: Bool?
  /// The envelope identifier that comes back in the notification.
  public var envelopeID: String?

  /// Asks for nothing.
  public init() {}

  /// Whether any report is asked for.
  public var isWanted: Bool { !never && (onSuccess || onFailure || onDelay) }

  /// The value of NOTIFY, or nil where the server's habit shall stand.
  var notify: String? {
    if never { return "NEVER" }
    var words: [String] = []
    if onSuccess { words.append("SUCCESS") }
    if onFailure { words.append("FAILURE") }
    if onDelay { words.append("DELAY") }
    return words.isEmpty ? nil : words.joined(separator: ",")
  }
}
