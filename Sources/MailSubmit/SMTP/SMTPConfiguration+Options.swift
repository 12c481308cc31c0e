public import MailLink
import MailSystem
public import MailWire

extension SMTPConfiguration {
  /// What a conversation over the connection may do.
  public func options(on connection: Connection, sasl: (any SASLProvider)?) -> SubmissionOptions {
    let protection: SubmissionOptions.Protection =
      switch security.protection {
      case .implicitTLS: .active
      case .startTLSRequired: .required
      case .startTLSWhenOffered: .whenOffered
      case .clear: .never
      }
    return SubmissionOptions(
      host: connection.host, clientName: clientName, isLMTP: isLMTP, protection: protection, credentials: credentials,
      mechanism: mechanism, provider: sasl, hasClientCertificate: security.tls.clientCertificate != nil,
      allowsPasswordInClear: connection.isLoopback || security.allowsPasswordInClear)
  }
}
