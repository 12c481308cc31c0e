import COpenSSL
import MailSystem

/// TLS over another stream; OpenSSL works on memory, so every wait is the stream's and ends by its deadline.
@safe final class TLSStream: ByteStream {
  private let inner: any ByteStream
  private let context: TLSContext
  private let ssl: OpaquePointer
  /// What arrived, encrypted, for OpenSSL to read; it belongs to `ssl`.
  private let incoming: OpaquePointer
  /// What OpenSSL wrote, encrypted, to go out; it belongs to `ssl`.
  private let outgoing: OpaquePointer
  private var functions: copenssl
  private var received: [UInt8] = []
  private var isOpen = true
  private let host: String
  /// Who judged the peer.
  private var check: PeerCheck?
  /// Clear bytes given to OpenSSL at a time, so that its memory stays small.
  private static let piece = 65536

  init(over inner: any ByteStream, context: TLSContext, host: String) throws(TLSFailure) {
    let functions = context.library.functions
    guard let ssl = unsafe functions.SSL_new(context.pointer),
      let incoming = unsafe functions.BIO_new(functions.BIO_s_mem()),
      let outgoing = unsafe functions.BIO_new(functions.BIO_s_mem())
    else { throw TLSFailure(kind: .libraryMissing, summary: "TLS is not available: OpenSSL has no memory") }
    self.inner = inner
    self.context = context
    self.host = host
    self.functions = functions
    unsafe self.ssl = ssl
    unsafe self.incoming = incoming
    unsafe self.outgoing = outgoing
    unsafe copenssl_mem_is_endless(&self.functions, incoming)
    unsafe functions.SSL_set_bio(ssl, incoming, outgoing)
    unsafe functions.SSL_set_connect_state(ssl)
    try setName()
  }

  deinit { unsafe functions.SSL_free(ssl) }

  /// The name that is asked for and must be in the certificate (RFC 9525): as DNS name or IP address, never as CN.
  private func setName() throws(TLSFailure) {
    var table = functions
    var name = host
    if name.utf8.last == UInt8(ascii: ".") { name.removeLast() }
    if unsafe table.X509_VERIFY_PARAM_set1_ip_asc(table.SSL_get0_param(ssl), name) == 1 { return }
    table.ERR_clear_error()
    unsafe table.SSL_set_hostflags(
      ssl, UInt32(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS))
    guard !name.isEmpty, !name.utf8.contains(0), unsafe table.SSL_set1_host(ssl, name) == 1,
      unsafe copenssl_set_server_name(&table, ssl, name) == 1
    else { throw TLSFailure(kind: .configuration, summary: "\(host) is no name that a certificate can be checked for") }
  }

  // MARK: The handshake

  func handshake(_ check: PeerCheck, by deadline: Deadline) throws(TLSFailure) {
    functions.ERR_clear_error()
    self.check = check
    unsafe check.install(on: ssl)
    do throws(SystemError) {
      while true {
        let result = unsafe functions.SSL_do_handshake(ssl)
        // Alerts go out too, so that the server can log why.
        try flush(by: deadline)
        if result == 1 { break }
        guard unsafe functions.SSL_get_error(ssl, result) == SSL_ERROR_WANT_READ else {
          throw SystemError(call: "TLS", subject: host, errno: 0, detail: Self.words(context.library.lastReason()))
        }
        guard try fill(by: deadline) else {
          throw SystemError(
            call: "read", subject: host, errno: 0, detail: "the server closed the connection during the handshake")
        }
      }
    } catch {
      if let failure = check.refusal { throw failure }
      // What OpenSSL says is about TLS; what reading and writing says is about the connection, and may pass.
      let kind: TLSFailure.Kind =
        error.isTimeout ? .timedOut : error.isInterruption ? .interrupted : error.call == "TLS" ? .handshake : .broken
      throw TLSFailure(
        kind: kind,
        summary: "\(host): TLS did not come about: "
          + (error.isTimeout ? "no answer in time" : error.detail ?? SystemError.words(for: error.errno)),
        hint: error.detail == Self.noTLS
          ? "Name the port that speaks TLS, as 465, or begin without it: smtp:// instead of smtps://." : nil)
    }
    unsafe try check.verify(ssl)
  }

  private static let noTLS = "the server does not speak TLS on this port"

  /// What OpenSSL's commonest words mean for people.
  private static func words(_ reason: String?) -> String {
    switch reason {
    case "wrong version number", "packet length too long", "http request":
      noTLS
    case "tlsv1 alert protocol version", "unsupported protocol":
      "the server speaks only versions of TLS that are too old (\(reason ?? ""))"
    case "dh key too small", "ee key too small", "ca md too weak":
      "the server's key or certificate is too weak (\(reason ?? ""))"
    default: reason ?? "the handshake failed"
    }
  }

  // MARK: ByteStream

  var descriptor: Int32 { inner.descriptor }

  var isLoopback: Bool { inner.isLoopback }

  var peerCertificate: PeerCertificate? { unsafe check?.certificate(of: ssl) }

  func read(into buffer: inout [UInt8], by deadline: Deadline) throws(SystemError) -> Int {
    guard isOpen else { throw SystemError(call: "TLS", subject: host, errno: 0, detail: "the connection is closed") }
    while true {
      functions.ERR_clear_error()
      var got: Int32 = 0
      buffer.append(addingCapacity: 16384) { (target: inout OutputSpan<UInt8>) in
        unsafe target.withUnsafeMutableBufferPointer { space, count in
          guard let base = space.baseAddress else { return }
          got = unsafe functions.SSL_read(ssl, base + count, 16384)
          if got > 0 { count += Int(got) }
        }
      }
      if got > 0 { return Int(got) }
      let error = unsafe functions.SSL_get_error(ssl, got)
      // A key update may have an answer to send.
      try flush(by: deadline)
      switch error {
      case SSL_ERROR_WANT_READ: guard try fill(by: deadline) else { return 0 }
      case SSL_ERROR_ZERO_RETURN: return 0
      default:
        throw SystemError(
          call: "TLS", subject: host, errno: 0, detail: context.library.lastReason() ?? "the TLS connection broke")
      }
    }
  }

  func write(_ bytes: Span<UInt8>, by deadline: Deadline) throws(SystemError) {
    guard isOpen else { throw SystemError(call: "TLS", subject: host, errno: 0, detail: "the connection is closed") }
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + Self.piece)
      functions.ERR_clear_error()
      let written = unsafe bytes.extracting(start..<end).withUnsafeBufferPointer { piece in
        unsafe functions.SSL_write(ssl, piece.baseAddress, Int32(piece.count))
      }
      guard written > 0 else {
        throw SystemError(
          call: "TLS", subject: host, errno: 0, detail: context.library.lastReason() ?? "the TLS connection broke")
      }
      start += Int(written)
      try flush(by: deadline)
    }
  }

  /// Says good-bye and closes without waiting for the peer's close-notify, which some servers never send first.
  func close() {
    guard isOpen else { return }
    isOpen = false
    _ = unsafe functions.SSL_shutdown(ssl)
    try? flush(by: .after(milliseconds: 200))
    inner.close()
    functions.ERR_clear_error()
  }

  /// Sends what OpenSSL has written.
  private func flush(by deadline: Deadline) throws(SystemError) {
    var data: UnsafeMutablePointer<CChar>?
    let count = unsafe copenssl_mem_data(&functions, outgoing, &data)
    guard count > 0, let start = unsafe data else { return }
    do throws(SystemError) {
      let bytes = unsafe UnsafeBufferPointer(
        start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count)
      try inner.write(unsafe Span(_unsafeElements: bytes), by: deadline)
    } catch {
      unsafe copenssl_mem_reset(&functions, outgoing)
      throw error
    }
    unsafe copenssl_mem_reset(&functions, outgoing)
  }

  /// Gives OpenSSL what arrives; false at the end.
  private func fill(by deadline: Deadline) throws(SystemError) -> Bool {
    received.removeAll(keepingCapacity: true)
    let count = try inner.read(into: &received, by: deadline)
    guard count > 0 else { return false }
    let taken = unsafe received.withUnsafeBufferPointer { bytes in
      unsafe functions.BIO_write(incoming, bytes.baseAddress, Int32(bytes.count))
    }
    guard taken == Int32(count) else {
      throw SystemError(call: "TLS", subject: host, errno: 0, detail: "OpenSSL has no memory")
    }
    return true
  }
}
