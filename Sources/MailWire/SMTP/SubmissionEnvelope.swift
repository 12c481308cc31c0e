/// What goes into MAIL and RCPT, and what is known of the message before it is sent.
public struct SubmissionEnvelope: Sendable {
  /// The return path; nil for the null reverse-path.
  public var reversePath: EnvelopePath?
  /// The recipients.
  public var recipients: [EnvelopePath]
  /// The size of the message on the wire, or a good estimate.
  public var size: Int?
  /// The exact size of the message with CR LF and no dots doubled, where it is known: BDAT needs it.
  public var exactSize: Int?
  /// Who submitted the message in the first place (RFC 4954 section 5), `<>` for unknown; nil says nothing.
  public var submitter: String?
  /// Whether bytes over 127 go out, so that 8BITMIME is needed.
  public var needs8Bit: Bool
  /// Whether the caller can send the message in seven bits instead.
  public var canDowngrade: Bool
  /// Whether header fields hold UTF-8, so that SMTPUTF8 is needed.
  public var needsUTF8: Bool
  /// What is asked of delivery status notifications.
  public var notification: DeliveryNotification
  /// Whether nobody gets the message when one recipient is refused.
  public var allOrNone: Bool

  /// An envelope for a message of plain ASCII.
  public init(
    reversePath: EnvelopePath?, recipients: [EnvelopePath], size: Int? = nil, needs8Bit: Bool = false,
    canDowngrade: Bool = false, needsUTF8: Bool = false, notification: DeliveryNotification = DeliveryNotification(),
    allOrNone: Bool = false
  ) {
    self.reversePath = reversePath
    self.recipients = recipients
    self.size = size
    self.needs8Bit = needs8Bit
    self.canDowngrade = canDowngrade
    self.needsUTF8 = needsUTF8
    self.notification = notification
    self.allOrNone = allOrNone
  }
}
