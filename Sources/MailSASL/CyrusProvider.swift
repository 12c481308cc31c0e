import CSASL
import MailBytes
public import MailWire

/// Mechanisms of Cyrus SASL, for servers that offer what is not built in.
public final class CyrusProvider: SASLProvider {
  /// What is tried by itself, strongest first; others only when a setting names them.
  static let preference = [
    "SCRAM-SHA-512", "SCRAM-SHA-384", "SCRAM-SHA-256", "SCRAM-SHA-224", "SCRAM-SHA-1", "GSSAPI", "GSS-SPNEGO",
    "DIGEST-MD5", "CRAM-MD5",
  ]

  /// Makes the provider; the library is opened when it is first asked.
  public init() {}

  /// The mechanisms among those offered that are installed, strongest first.
  public func usable(of offered: [String]) -> [String] {
    guard let library = SASLLibrary.shared else { return [] }
    var installed: [String] = []
    if let list = library.functions.sasl_global_listmech() {
      var index = 0
      while let name = unsafe list[index], index < 100 {
        installed.append(unsafe String(cString: name))
        index += 1
      }
    }
    return Self.preference.filter { offered.contains($0) && installed.contains($0) }
  }

  /// Begins one mechanism for the service on the host.
  public func begin(
    mechanism: String, service: String, host: String, credentials: SASLCredentials
  ) throws(WireError) -> any SASLSession {
    guard let library = SASLLibrary.shared else {
      throw WireError(
        "authentication mechanism \(mechanism) needs Cyrus SASL",
        hint: "Install the packages libsasl2-2 and libsasl2-modules.",
        exitStatus: .unavailable)
    }
    return try CyrusSession(library, mechanism: mechanism, service: service, host: host, credentials: credentials)
  }
}
