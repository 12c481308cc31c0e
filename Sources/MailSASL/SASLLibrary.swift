// The story of MailSASL.
//
// The authentication mechanisms with arithmetic (SCRAM, CRAM-MD5, DIGEST-MD5, GSSAPI) by Cyrus SASL, opened when a server offers one
// that is not built in. Its security layers are switched off: TLS protects the connection or nothing does.

import CSASL

/// The functions of libsasl2, opened and started at first use.
struct SASLLibrary: Sendable {
  /// The functions, by their names in the header.
  let functions: csasl

  /// The library; nil where it is not installed or does not start.
  static let shared: SASLLibrary? = open()

  private static func open() -> SASLLibrary? {
    var table = csasl()
    guard unsafe csasl_load(&table) == nil, unsafe csasl_start(&table) == SASL_OK else { return nil }
    return SASLLibrary(functions: table)
  }
}
