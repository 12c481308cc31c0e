import COpenSSL
import MailSystem

/// An SSL_CTX made after a policy; freed with the last stream that uses it.
@safe final class TLSContext {
  let library: OpenSSLLibrary
  let pointer: OpaquePointer

  init(_ library: OpenSSLLibrary, policy: TLSPolicy, trust: TrustAnchors) throws(TLSFailure) {
    let functions = library.functions
    guard let context = unsafe functions.SSL_CTX_new(functions.TLS_client_method()) else {
      throw TLSFailure(kind: .libraryMissing, summary: "TLS is not available: OpenSSL makes no context")
    }
    self.library = library
    unsafe pointer = context
    // RFC 8996 and 9325: nothing below 1.2, no short keys, no SHA-1 signatures; the system's configuration file is not read.
    var table = functions
    _ = unsafe copenssl_set_min_tls12(&table, context)
    unsafe functions.SSL_CTX_set_security_level(context, 2)
    unsafe copenssl_set_options(&table, context)
    try applyPairs(policy)
    try loadTrust(trust, isNeeded: policy.fingerprint == nil && policy.verification == .strict)
    try loadClientCertificate(policy)
  }

  deinit { unsafe library.functions.SSL_CTX_free(pointer) }

  private func loadTrust(_ trust: TrustAnchors, isNeeded: Bool) throws(TLSFailure) {
    let functions = library.functions
    for directory in trust.directories {
      guard unsafe functions.SSL_CTX_load_verify_dir(pointer, directory) == 1 else {
        throw unusable("the directory of trusted certificates \(directory)", setting: "tls-ca-dir")
      }
    }
    for file in trust.files {
      guard unsafe functions.SSL_CTX_load_verify_file(pointer, file) == 1 else {
        throw unusable("the file of trusted certificates \(file)", setting: "tls-ca-file")
      }
    }
    guard !isNeeded || !trust.files.isEmpty || !trust.directories.isEmpty else {
      throw TLSFailure(
        kind: .configuration, summary: "this machine has no trusted certificates",
        hint: "Install the package ca-certificates, or set tls-ca-file.")
    }
  }

  private func loadClientCertificate(_ policy: TLSPolicy) throws(TLSFailure) {
    guard let certificate = policy.clientCertificate else { return }
    let functions = library.functions
    // A protected key must not make OpenSSL ask on the terminal behind our back.
    unsafe functions.SSL_CTX_set_default_passwd_cb(pointer) { _, _, _, _ in -1 }
    let key = policy.clientKey ?? certificate
    guard unsafe functions.SSL_CTX_use_certificate_chain_file(pointer, certificate) == 1 else {
      throw unusable("the client certificate \(certificate)", setting: "tls-config-pairs")
    }
    guard unsafe functions.SSL_CTX_use_PrivateKey_file(pointer, key, SSL_FILETYPE_PEM) == 1 else {
      throw unusable("the client key \(key)", setting: "tls-config-pairs")
    }
    guard unsafe functions.SSL_CTX_check_private_key(pointer) == 1 else {
      throw unusable("the client key \(key), which does not fit the certificate", setting: "tls-config-pairs")
    }
  }

  private func applyPairs(_ policy: TLSPolicy) throws(TLSFailure) {
    guard !policy.configuration.isEmpty else { return }
    let functions = library.functions
    guard let configuration = functions.SSL_CONF_CTX_new() else { return }
    defer { unsafe functions.SSL_CONF_CTX_free(configuration) }
    _ = unsafe functions.SSL_CONF_CTX_set_flags(
      configuration, UInt32(SSL_CONF_FLAG_FILE | SSL_CONF_FLAG_CLIENT | SSL_CONF_FLAG_CERTIFICATE))
    unsafe functions.SSL_CONF_CTX_set_ssl_ctx(configuration, pointer)
    for (name, value) in policy.configuration {
      guard unsafe functions.SSL_CONF_cmd(configuration, name, value) > 0 else {
        throw unusable("\(name)=\(value)", setting: "tls-config-pairs")
      }
    }
    _ = unsafe functions.SSL_CONF_CTX_finish(configuration)
    // Whatever the pairs say, nothing below 1.2.
    var table = functions
    if unsafe functions.SSL_CTX_ctrl(pointer, SSL_CTRL_GET_MIN_PROTO_VERSION, 0, nil) < Int(TLS1_2_VERSION) {
      _ = unsafe copenssl_set_min_tls12(&table, pointer)
    }
  }

  private func unusable(_ what: String, setting: String) -> TLSFailure {
    let reason = library.lastReason().map { ": " + $0 } ?? ""
    return TLSFailure(
      kind: .configuration, summary: "cannot use \(what)\(reason)", hint: "Check the setting \(setting).")
  }
}
