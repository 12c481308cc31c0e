import COpenSSL
import MailSystem

/// Judges the peer's certificate during one handshake, and remembers in words what was wrong with it.
@safe final class PeerCheck {
  private let library: OpenSSLLibrary
  private let policy: TLSPolicy
  private let host: String
  private let pin: Fingerprint?
  private var faults: [String] = []
  private var seenFingerprint: String?
  /// OpenSSL's callback may come many times for a long chain; a few words are enough.
  private static let maximumFaults = 4

  init(_ library: OpenSSLLibrary, policy: TLSPolicy, host: String) throws(TLSFailure) {
    self.library = library
    self.policy = policy
    self.host = host
    guard let text = policy.fingerprint else {
      pin = nil
      return
    }
    guard let pin = Fingerprint(text) else {
      throw TLSFailure(
        kind: .configuration, summary: "the certificate fingerprint \(text) is malformed",
        hint: "Set tls-fingerprint to the digest in hexadecimal, as the error of an untrusted server shows it.")
    }
    self.pin = pin
  }

  /// Whether a fault ends the handshake.
  private var isStrict: Bool { policy.verification == .strict && pin == nil }

  /// What was wrong and passed over because a setting says so, or a person may.
  var toleratedFault: String? {
    guard policy.verification != .ignore, !isStrict, pin == nil, !faults.isEmpty else { return nil }
    return "\(host): certificate: \(faults.joined(separator: "; "))"
  }

  /// Why the peer is refused, if it is by a fault found so far.
  var refusal: TLSFailure? { isStrict && !faults.isEmpty ? failure : nil }

  /// The faults found so far as a reason to go no further.
  var failure: TLSFailure {
    let hint = seenFingerprint.map {
      "Set tls-ca-file=FILE where an authority of your own signed it, or, sure that this is the right server, "
        + (policy.trustName.map { "type mail --trust \($0)." } ?? "set tls-fingerprint=\($0).")
    }
    return TLSFailure(
      kind: .untrusted,
      summary: "\(host): the server's certificate is not accepted: " + faults.joined(separator: "; "), hint: hint)
  }

  /// Makes OpenSSL ask this object about each certificate; it must outlive the handshake.
  func install(on ssl: OpaquePointer) {
    let me = unsafe Unmanaged.passUnretained(self).toOpaque()
    _ = unsafe library.functions.SSL_set_ex_data(ssl, 0, me)
    unsafe library.functions.SSL_set_verify(ssl, SSL_VERIFY_PEER) { isGood, store in
      guard isGood != 1 else { return 1 }
      guard case .success(let library) = OpenSSLLibrary.shared else { return 0 }
      let functions = library.functions
      let place = functions.SSL_get_ex_data_X509_STORE_CTX_idx()
      guard let ssl = unsafe functions.X509_STORE_CTX_get_ex_data(store, place),
        let me = unsafe functions.SSL_get_ex_data(OpaquePointer(ssl), 0)
      else { return 0 }
      let check = unsafe Unmanaged<PeerCheck>.fromOpaque(me).takeUnretainedValue()
      let goesOn = unsafe check.take(
        fault: functions.X509_STORE_CTX_get_error(store), depth: functions.X509_STORE_CTX_get_error_depth(store),
        certificate: functions.X509_STORE_CTX_get_current_cert(store))
      return goesOn ? 1 : 0
    }
  }

  /// One certificate of the chain has a fault.
  ///
  /// - Returns: whether the handshake goes on all the same.
  func take(fault code: Int32, depth: Int32, certificate: OpaquePointer?) -> Bool {
    let view = unsafe certificate.map { unsafe CertificateView(library, $0) }
    if depth == 0, seenFingerprint == nil { seenFingerprint = view?.fingerprint("SHA256") }
    if faults.count < Self.maximumFaults {
      let words = self.words(code, depth, view)
      if !faults.contains(words) { faults.append(words) }
    }
    return !isStrict
  }

  /// The certificate of a connection, and what was wrong with it.
  func certificate(of ssl: OpaquePointer) -> PeerCertificate? {
    guard let certificate = unsafe library.functions.SSL_get1_peer_certificate(ssl) else { return nil }
    defer { unsafe library.functions.X509_free(certificate) }
    return unsafe CertificateView(library, certificate).description(faults: faults)
  }

  /// The judgement after the handshake, before anything is sent.
  func verify(_ ssl: OpaquePointer) throws(TLSFailure) {
    let functions = library.functions
    guard let certificate = unsafe functions.SSL_get1_peer_certificate(ssl) else {
      throw TLSFailure(kind: .untrusted, summary: "\(host): the server showed no certificate")
    }
    defer { unsafe functions.X509_free(certificate) }
    if let pin {
      let view = unsafe CertificateView(library, certificate)
      guard let shown = view.fingerprint(pin.digest) else {
        throw TLSFailure(
          kind: .configuration, summary: "the digest \(pin.digest) of the fingerprint is not known",
          hint: "Use SHA256 in tls-fingerprint.")
      }
      guard pin.matches(shown) else {
        throw TLSFailure(
          kind: .untrusted,
          summary: "\(host): the server's certificate is not the one that is trusted: "
            + "expected \(pin.text), the server showed \(shown)",
          hint: "If the server has a new certificate, check it and "
            + (policy.trustName.map { "type mail --trust \($0)." } ?? "set tls-fingerprint anew."))
      }
      return
    }
    guard policy.verification == .strict else { return }
    if let refusal { throw refusal }
    let result = unsafe functions.SSL_get_verify_result(ssl)
    guard result == Int(X509_V_OK) else {
      throw TLSFailure(
        kind: .untrusted, summary: "\(host): the server's certificate is not accepted: \(openSSLWords(Int32(result)))")
    }
  }

  // MARK: Words

  private func words(_ code: Int32, _ depth: Int32, _ view: CertificateView?) -> String {
    switch code {
    case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH:
      let names = view?.alternativeNames ?? []
      return names.isEmpty
        ? "it names no host (it has no subject alternative name)"
        : "it is for \(names.joined(separator: ", ")), not for \(host)"
    case X509_V_ERR_CERT_HAS_EXPIRED: return "it expired on \(view?.notAfter ?? "an unknown date")"
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return "it is not valid before \(view?.notBefore ?? "an unknown date"); is this machine's clock right?"
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: return "it is self-signed"
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
      X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
      return "it is signed by an authority that is not trusted here (\(view?.issuer ?? "unknown"))"
    default: return openSSLWords(code)
    }
  }

  private func openSSLWords(_ code: Int32) -> String {
    guard let words = library.functions.X509_verify_cert_error_string(Int(code)) else { return "error \(code)" }
    return unsafe String(cString: words)
  }
}
