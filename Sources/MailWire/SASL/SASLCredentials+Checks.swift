import MailBytes

extension SASLCredentials {
  /// What a password mechanism needs: a password, and no NUL in name or password (RFC 4616).
  func checkedForPassword(mechanism: String) throws(WireError) -> SASLCredentials {
    guard let secret else {
      throw WireError(
        "\(mechanism) authentication: no password for \(user.isEmpty ? "the user" : user)",
        hint: "Set smtp-auth-password, or put the password into ~/.netrc.", exitStatus: .configuration)
    }
    let hasNUL = secret.withBytes { $0.contains(0) }
    guard !hasNUL, !user.utf8.contains(0), !authorization.utf8.contains(0) else {
      throw WireError("\(mechanism) authentication: NUL in the user name or password", exitStatus: .configuration)
    }
    return self
  }
}
