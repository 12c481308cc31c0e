import MailBytes

/// EXTERNAL (RFC 4422 appendix A): the client certificate speaks; the response names the identity, if another.
final class ExternalSession: SASLSession {
  private let identity: [UInt8]

  init(_ credentials: SASLCredentials) { identity = Array(credentials.authorization.utf8) }

  func initialResponse() throws(WireError) -> [UInt8]? { identity }

  func respond(to challenge: [UInt8]) throws(WireError) -> [UInt8] {
    guard challenge.isEmpty else {
      throw WireError("EXTERNAL authentication: an unexpected challenge", exitStatus: .protocolError)
    }
    return identity
  }
}
