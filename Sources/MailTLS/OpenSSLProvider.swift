import COpenSSL
public import MailSystem

/// TLS by OpenSSL 3, opened at the first secure connection.
public final class OpenSSLProvider: TLSProvider {
  private let environment: (String) -> String?
  private let warn: (String) -> Void
  private let ask: (String) -> Bool

  /// Makes a provider.
  ///
  /// - Parameters:
  ///   - environment: where SSL_CERT_FILE and SSL_CERT_DIR are looked up.
  ///   - warn: told of faults that a setting says to pass over.
  ///   - ask: asked whether to go on in spite of faults, where a setting wants that.
  public init(
    environment: @escaping (String) -> String?, warn: @escaping (String) -> Void,
    ask: @escaping (String) -> Bool = { _ in false }
  ) {
    self.environment = environment
    self.warn = warn
    self.ask = ask
  }

  /// Shakes hands as a client, verifies the peer as the policy says, and returns the protected stream.
  public func secure(
    _ stream: any ByteStream, host: String, policy: TLSPolicy, by deadline: Deadline
  ) throws(TLSFailure) -> any ByteStream {
    let library = try OpenSSLLibrary.shared.get()
    let trust = TrustAnchors(policy: policy, environment: environment)
    let context = try TLSContext(library, policy: policy, trust: trust)
    let session = try TLSStream(over: stream, context: context, host: host)
    let check = try PeerCheck(library, policy: policy, host: host)
    try session.handshake(check, by: deadline)
    guard let fault = check.toleratedFault else { return session }
    if policy.verification == .ask {
      guard ask(fault) else { throw check.failure }
    } else {
      warn(fault + "; going on as tls-verify says")
    }
    return session
  }
}
