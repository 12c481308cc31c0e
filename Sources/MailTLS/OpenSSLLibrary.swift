// The story of MailTLS.
//
// TLS as a client by OpenSSL 3, which is opened at the first secure connection through a table of functions that the headers
// type. OpenSSL never touches the socket: it reads and writes memory, and the stream below moves the bytes, so that deadlines and
// signals hold during the handshake as anywhere. Trust is the system's hashed directory; names are checked by SAN alone.

import COpenSSL
import MailSystem

/// The functions of libssl and libcrypto, opened at first use.
struct OpenSSLLibrary: Sendable {
  /// The functions, by their names in the headers.
  let functions: copenssl

  /// The library, or why there is none; opened when it is first asked for.
  static let shared: Result<OpenSSLLibrary, TLSFailure> = open()

  /// Opens the library; no configuration file is read and no handler is left for the end of the program.
  private static func open() -> Result<OpenSSLLibrary, TLSFailure> {
    var table = copenssl()
    if let missing = unsafe copenssl_load(&table) {
      return .failure(
        TLSFailure(
          kind: .libraryMissing, summary: "TLS is not available: \(unsafe String(cString: missing)) not found",
          hint: "Install the package libssl3."))
    }
    guard unsafe copenssl_init(&table) == 1 else {
      return .failure(TLSFailure(kind: .libraryMissing, summary: "TLS is not available: OpenSSL does not start"))
    }
    return .success(OpenSSLLibrary(functions: table))
  }

  /// The reason of the last error in OpenSSL's words; forgets all errors.
  func lastReason() -> String? {
    let code = functions.ERR_peek_last_error()
    functions.ERR_clear_error()
    guard code != 0, let words = functions.ERR_reason_error_string(code) else { return nil }
    return unsafe String(cString: words)
  }
}
