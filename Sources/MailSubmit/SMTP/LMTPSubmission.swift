public import MailFormat
public import MailLink
public import MailSystem
public import MailWire

/// Hands a message to an LMTP server (RFC 2033), which answers for each recipient: SMTP with another hello.
public final class LMTPSubmission: Submission {
  private let smtp: SMTPSubmission

  /// Makes a submission to the server of the configuration, whatever protocol it names.
  public init(
    _ configuration: SMTPConfiguration, dialer: any Dialer, tls: (any TLSProvider)?, sasl: (any SASLProvider)?,
    transcript: Transcript? = nil, sevenBitForm: ((OutgoingMessage) -> OutgoingMessage?)? = nil
  ) {
    var configuration = configuration
    configuration.isLMTP = true
    smtp = SMTPSubmission(
      configuration, dialer: dialer, tls: tls, sasl: sasl, transcript: transcript, sevenBitForm: sevenBitForm)
  }

  /// Hands the message over for all recipients and tells what became of each.
  public func submit(
    _ message: OutgoingMessage, from reversePath: Address?, to recipients: [Address]
  ) throws(SubmitError) -> Receipt {
    try smtp.submit(message, from: reversePath, to: recipients)
  }
}
