import COpenSSL
import MailSystem

/// What is told of a certificate: names, dates, fingerprint; text from the peer, bounded, not yet clean for a terminal.
@safe struct CertificateView {
  private let library: OpenSSLLibrary
  private let certificate: OpaquePointer
  /// More names say nothing more.
  private static let maximumNames = 5

  init(_ library: OpenSSLLibrary, _ certificate: OpaquePointer) {
    self.library = library
    unsafe self.certificate = certificate
  }

  /// The last day it is valid, as 2026-11-21.
  var notAfter: String? { unsafe date(library.functions.X509_get0_notAfter(certificate)) }

  /// The first day it is valid.
  var notBefore: String? { unsafe date(library.functions.X509_get0_notBefore(certificate)) }

  /// The issuer's name on one line.
  var issuer: String? { unsafe line(library.functions.X509_get_issuer_name(certificate)) }

  /// The owner's name on one line.
  var subject: String? { unsafe line(library.functions.X509_get_subject_name(certificate)) }

  private func line(_ name: OpaquePointer?) -> String? {
    var line = [CChar](repeating: 0, count: 201)
    guard let name = unsafe name, unsafe library.functions.X509_NAME_oneline(name, &line, 200) != nil
    else { return nil }
    return String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The DNS names and IP addresses it is for; a name with NUL in it is told as such.
  var alternativeNames: [String] {
    var table = library.functions
    guard let extensions = unsafe table.X509_get_ext_d2i(certificate, NID_subject_alt_name, nil, nil) else { return [] }
    let names = OpaquePointer(extensions)
    defer { unsafe table.GENERAL_NAMES_free(names) }
    var result: [String] = []
    var index: Int32 = 0
    while result.count < Self.maximumNames, index < 1000 {
      var data: UnsafePointer<UInt8>?
      var length: Int32 = 0
      let type = unsafe copenssl_general_name(&table, names, index, &data, &length)
      guard type >= 0 else { break }
      index += 1
      guard type == GEN_DNS || type == GEN_IPADD, length > 0, let start = unsafe data else { continue }
      let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: Int(min(length, 255))))
      result.append(type == GEN_DNS ? Self.name(bytes) : Self.address(bytes))
    }
    return result
  }

  /// The digest of the whole certificate, as `AB:CD:...`; nil for an unknown digest.
  func fingerprint(_ digest: String) -> String? {
    let functions = library.functions
    guard let method = unsafe functions.EVP_get_digestbyname(digest), unsafe functions.EVP_MD_get_size(method) >= 20
    else {
      return nil
    }
    var bytes = [UInt8](repeating: 0, count: 64)
    var length: UInt32 = 0
    guard unsafe functions.X509_digest(certificate, method, &bytes, &length) == 1 else { return nil }
    return Fingerprint.text(bytes.prefix(Int(length)))
  }

  /// What is told of it to people.
  func description(faults: [String]) -> PeerCertificate {
    PeerCertificate(
      names: alternativeNames, subject: subject ?? "unknown", issuer: issuer ?? "unknown",
      notBefore: notBefore ?? "unknown", notAfter: notAfter ?? "unknown", fingerprint: fingerprint("SHA256") ?? "",
      faults: faults)
  }

  private func date(_ time: UnsafePointer<ASN1_TIME>?) -> String? {
    var table = library.functions
    let packed = unsafe copenssl_date(&table, time)
    guard packed > 0 else { return nil }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(packed / 10000)-\(two(packed / 100 % 100))-\(two(packed % 100))"
  }

  private static func name(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.map { $0 < 0x20 || $0 >= 0x7f ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
  }

  private static func address(_ bytes: [UInt8]) -> String {
    if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
    var groups: [String] = []
    for index in stride(from: 0, to: bytes.count - 1, by: 2) {
      groups.append(String(Int(bytes[index]) << 8 | Int(bytes[index + 1]), radix: 16))
    }
    return groups.joined(separator: ":")
  }
}
