import MailBytes

/// PLAIN (RFC 4616): authorization identity, NUL, user, NUL, password.
final class PlainSession: SASLSession {
  private let credentials: SASLCredentials

  init(_ credentials: SASLCredentials) throws(WireError) {
    self.credentials = try credentials.checkedForPassword(mechanism: "PLAIN")
  }

  func initialResponse() throws(WireError) -> [UInt8]? {
    var response = Array(credentials.authorization.utf8)
    response.append(0)
    response += credentials.user.utf8
    response.append(0)
    credentials.secret?.withBytes { response += $0 }
    return response
  }

  func respond(to challenge: [UInt8]) throws(WireError) -> [UInt8] {
    throw WireError("PLAIN authentication: the server asks a second time", exitStatus: .protocolError)
  }
}
