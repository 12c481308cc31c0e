public import MailFormat

/// A way for messages to leave: SMTP, LMTP, a local sendmail, built-in local delivery, a file.
public protocol Submission: AnyObject {
  /// Hands the message over for all recipients and tells what became of each.
  ///
  /// - Parameters:
  ///   - reversePath: the envelope sender; nil for the null reverse-path `<>`.
  /// - Throws: `SubmitError` when no recipient was accepted; partial acceptance is told in the receipt.
  func submit(
    _ message: OutgoingMessage, from reversePath: Address?, to recipients: [Address]
  ) throws(SubmitError) -> Receipt
}
