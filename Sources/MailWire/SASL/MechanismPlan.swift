import MailBytes

/// Which mechanisms are tried, in which order, and what a refusal of one means for the others.
///
/// Strongest first: SCRAM proves the password without showing it. Over TLS, PLAIN and LOGIN stand before the MD5 mechanisms,
/// without TLS behind them. A wrong password is not offered again and again: at most once as a proof and once as such,
/// since a server that keeps hashes only cannot check a proof.
public struct MechanismPlan {
  private var candidates: [String]

  /// Plans for what a server offers.
  ///
  /// - Parameter isProtected: whether TLS protects the connection.
  /// - Throws: `WireError` when nothing fits, saying what was offered.
  public init(
    offered: [String], credentials: SASLCredentials, named: String?, provider: (any SASLProvider)?,
    hasClientCertificate: Bool = false, isProtected: Bool
  ) throws(WireError) {
    if let named {
      let name = named.uppercased()
      guard offered.contains(name) else {
        throw Self.nothing(offered, "the server does not offer the mechanism \(name)")
      }
      candidates = [name]
      return
    }
    candidates = []
    let builtIn = offered.filter(BuiltInSASL.mechanisms.contains)
    if credentials.secretIsToken {
      candidates = ["OAUTHBEARER", "XOAUTH2"].filter(builtIn.contains)
    } else {
      // The library is loaded only when the server offers something that only the library can do.
      let others = offered.filter { !BuiltInSASL.mechanisms.contains($0) }
      let usable = others.isEmpty ? [] : provider?.usable(of: others) ?? []
      if credentials.secret == nil {
        candidates =
          usable.filter(Self.isWithoutPassword) + (hasClientCertificate ? ["EXTERNAL"].filter(builtIn.contains) : [])
      } else {
        let passwords = usable.filter { !Self.isWithoutPassword($0) }
        let strong = passwords.filter { $0.hasPrefix("SCRAM-") }
        let weak = passwords.filter { !$0.hasPrefix("SCRAM-") }
        let plain = ["PLAIN", "LOGIN"].filter(builtIn.contains)
        candidates = strong + (isProtected ? plain + weak : weak + plain)
      }
    }
    guard !candidates.isEmpty else {
      throw Self.nothing(offered, "no offered authentication mechanism can be used")
    }
  }

  /// The next one to try; nil when all are used up.
  public mutating func next() -> String? { candidates.isEmpty ? nil : candidates.removeFirst() }

  /// Drops those that a refusal of the credentials makes pointless.
  public mutating func credentialsWereRefused(by mechanism: String) {
    if Self.showsPassword(mechanism) || Self.isToken(mechanism) {
      candidates = []
    } else {
      candidates.removeAll { !Self.showsPassword($0) }
    }
  }

  private static func showsPassword(_ mechanism: String) -> Bool { mechanism == "PLAIN" || mechanism == "LOGIN" }

  private static func isToken(_ mechanism: String) -> Bool { mechanism == "XOAUTH2" || mechanism == "OAUTHBEARER" }

  private static func isWithoutPassword(_ mechanism: String) -> Bool {
    mechanism == "GSSAPI" || mechanism == "GS2-KRB5" || mechanism == "GSS-SPNEGO"
  }

  private static func nothing(_ offered: [String], _ why: String) -> WireError {
    let list = offered.isEmpty ? "it offers none" : "it offers " + offered.prefix(12).joined(separator: ", ")
    return WireError(
      "cannot authenticate: \(why) (\(list))",
      hint: offered.isEmpty
        ? "Name a server or port that does, or unset the user and password."
        : "Set smtp-auth to one of those, or unset the user and password.",
      exitStatus: .noPermission)
  }
}
