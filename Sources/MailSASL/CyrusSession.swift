import CSASL
import MailBytes
import MailWire

/// One exchange of one mechanism by Cyrus SASL.
@safe final class CyrusSession: SASLSession {
  private let library: SASLLibrary
  private let mechanism: String
  private let connection: OpaquePointer
  private let person: UnsafeMutablePointer<csasl_person>

  init(
    _ library: SASLLibrary, mechanism: String, service: String, host: String, credentials: SASLCredentials
  ) throws(WireError) {
    guard !credentials.user.utf8.contains(0), !credentials.authorization.utf8.contains(0) else {
      throw WireError("\(mechanism) authentication: NUL in the user name", exitStatus: .configuration)
    }
    let password: [UInt8] = credentials.secret?.withBytes { $0 } ?? []
    guard
      let person = unsafe password.withUnsafeBufferPointer({ bytes in
        unsafe csasl_person_new(credentials.user, credentials.authorization, bytes.baseAddress, bytes.count)
      })
    else { throw WireError("\(mechanism) authentication: no memory", exitStatus: .osError) }
    var functions = library.functions
    var connection: OpaquePointer?
    let result = unsafe csasl_connect(&functions, service, host, person, &connection)
    guard result == SASL_OK, let opened = unsafe connection else {
      if unsafe connection != nil { unsafe functions.sasl_dispose(&connection) }
      unsafe csasl_person_free(person)
      throw WireError(
        "\(mechanism) authentication: \(Self.words(library, result))", exitStatus: .unavailable)
    }
    self.library = library
    self.mechanism = mechanism
    unsafe self.connection = opened
    unsafe self.person = person
  }

  deinit {
    var connection: OpaquePointer? = unsafe connection
    unsafe library.functions.sasl_dispose(&connection)
    unsafe csasl_person_free(person)
  }

  func initialResponse() throws(WireError) -> [UInt8]? {
    var output: UnsafePointer<CChar>?
    var length: UInt32 = 0
    var chosen: UnsafePointer<CChar>?
    let result = unsafe library.functions.sasl_client_start(connection, mechanism, nil, &output, &length, &chosen)
    guard result == SASL_OK || result == SASL_CONTINUE else { throw failure(result) }
    guard let start = unsafe output else { return nil }
    return unsafe Self.bytes(start, length)
  }

  func respond(to challenge: [UInt8]) throws(WireError) -> [UInt8] {
    var output: UnsafePointer<CChar>?
    var length: UInt32 = 0
    let result = unsafe challenge.withUnsafeBytes { bytes in
      unsafe library.functions.sasl_client_step(
        connection, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(bytes.count), nil, &output, &length)
    }
    guard result == SASL_OK || result == SASL_CONTINUE else { throw failure(result) }
    guard let start = unsafe output else { return [] }
    return unsafe Self.bytes(start, length)
  }

  private static func bytes(_ start: UnsafePointer<CChar>, _ length: UInt32) -> [UInt8] {
    unsafe UnsafeRawBufferPointer(start: start, count: Int(length)).map { $0 }
  }

  /// A refusal of ours: the server's proof is wrong, a password is missing, the mechanism is not installed.
  private func failure(_ result: Int32) -> WireError {
    let status: ExitStatus =
      switch result {
      case SASL_NOMECH: .unavailable
      case SASL_BADSERV, SASL_BADAUTH: .noPermission
      case SASL_INTERACT, SASL_BADPARAM: .configuration
      default: .protocolError
      }
    let words =
      result == SASL_BADSERV
      ? "the server does not know the password: it may not be the right server" : Self.words(library, result)
    return WireError("\(mechanism) authentication: \(words)", exitStatus: status)
  }

  private static func words(_ library: SASLLibrary, _ result: Int32) -> String {
    guard let text = library.functions.sasl_errstring(result, nil, nil) else { return "error \(result)" }
    return unsafe String(cString: text)
  }
}
