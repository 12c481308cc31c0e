import MailBytes

/// OAUTHBEARER (RFC 7628) and its predecessor XOAUTH2: an access token in the first response.
final class TokenSession: SASLSession {
  private let credentials: SASLCredentials
  private let isBearer: Bool

  init(_ credentials: SASLCredentials, mechanism: String) throws(WireError) {
    guard let secret = credentials.secret, !secret.isEmpty else {
      throw WireError(
        "\(mechanism) authentication: no access token", hint: "Set oauth-token-command to a command that prints one.",
        exitStatus: .configuration)
    }
    let clean = secret.withBytes { bytes in bytes.allSatisfy { $0 > 0x20 && $0 < 0x7f } }
    guard clean, !credentials.user.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else {
      throw WireError(
        "\(mechanism) authentication: control characters in the user name or token", exitStatus: .configuration)
    }
    self.credentials = credentials
    isBearer = mechanism == "OAUTHBEARER"
  }

  func initialResponse() throws(WireError) -> [UInt8]? {
    var response: [UInt8] = []
    if isBearer {
      response += "n,a=".utf8
      for byte in credentials.user.utf8 {
        // RFC 5801: comma and equals sign are escaped in a name.
        switch byte {
        case UInt8(ascii: ","): response += "=2C".utf8
        case UInt8(ascii: "="): response += "=3D".utf8
        default: response.append(byte)
        }
      }
      response += ",\u{1}auth=Bearer ".utf8
    } else {
      response += "user=".utf8
      response += credentials.user.utf8
      response += "\u{1}auth=Bearer ".utf8
    }
    credentials.secret?.withBytes { response += $0 }
    response += [1, 1]
    return response
  }

  /// The challenge is the refusal in JSON; the answer lets the server end with its error reply.
  func respond(to challenge: [UInt8]) throws(WireError) -> [UInt8] { isBearer ? [1] : [] }
}
