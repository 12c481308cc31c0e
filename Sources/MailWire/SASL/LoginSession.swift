import MailBytes

/// LOGIN (draft-murchison-sasl-login): the server asks for the name, then for the password.
final class LoginSession: SASLSession {
  private let credentials: SASLCredentials
  private var asked = 0

  init(_ credentials: SASLCredentials) throws(WireError) {
    self.credentials = try credentials.checkedForPassword(mechanism: "LOGIN")
  }

  func initialResponse() throws(WireError) -> [UInt8]? { nil }

  /// The prompts differ between servers, their order never does.
  func respond(to challenge: [UInt8]) throws(WireError) -> [UInt8] {
    asked += 1
    switch asked {
    case 1: return Array(credentials.user.utf8)
    case 2: return credentials.secret?.withBytes { $0 } ?? []
    default: throw WireError("LOGIN authentication: the server asks a third time", exitStatus: .protocolError)
    }
  }
}
