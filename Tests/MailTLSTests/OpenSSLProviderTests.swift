import Foundation
import MailSystem
import MailTesting
import Testing

@testable import MailTLS

@Suite struct OpenSSLProviderTests {
  /// What a session came to: the reversed line, or the failure.
  private func session(
    port: UInt16, host: String, warnings: @escaping (String) -> Void = { _ in },
    answer: @escaping (String) -> Bool = { _ in false }, _ change: (inout TLSPolicy) -> Void
  ) throws -> Result<String, TLSFailure> {
    let deadline = Deadline.after(seconds: 20)
    let stream = try TCPDialer().connect(to: .host("127.0.0.1", port: port), by: deadline)
    var policy = TLSPolicy()
    change(&policy)
    let provider = OpenSSLProvider(environment: { _ in nil }, warn: warnings, ask: answer)
    let secure: any ByteStream
    do throws(TLSFailure) {
      secure = try provider.secure(stream, host: host, policy: policy, by: deadline)
    } catch {
      stream.close()
      return .failure(error)
    }
    defer { secure.close() }
    try secure.write(Array("abc\n".utf8).span, by: deadline)
    var answer: [UInt8] = []
    while !answer.contains(10) { if try secure.read(into: &answer, by: deadline) == 0 { break } }
    return .success(String(decoding: answer, as: UTF8.self))
  }

  @Test(arguments: [("mail.test", "DNS:mail.test"), ("127.0.0.1", "IP:127.0.0.1"), ("a.mail.test", "DNS:*.mail.test")])
  func aGoodCertificateIsAccepted(host: String, names: String) throws {
    let authority = try TestAuthority()
    let (certificate, key) = try authority.issue("good", alternativeNames: names)
    let server = try TestTLSServer(certificate: certificate, key: key)
    let result = try session(port: server.port, host: host) { $0.caFile = authority.folder.file("ca.pem") }
    #expect(try result.get() == "cba\n")
  }

  @Test func aHashedDirectoryIsTrusted() throws {
    let authority = try TestAuthority()
    let (certificate, key) = try authority.issue("good", alternativeNames: "DNS:mail.test")
    try FileManager.default.createDirectory(atPath: authority.folder.file("certs"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: authority.folder.file("ca.pem"), toPath: authority.folder.file("certs/ca.pem"))
    try authority.openssl(["rehash", "certs"])
    let server = try TestTLSServer(certificate: certificate, key: key)
    let result = try session(port: server.port, host: "mail.test") { $0.caDirectory = authority.folder.file("certs") }
    #expect(try result.get() == "cba\n")
  }

  struct Refusal: Sendable {
    var host = "mail.test"
    var names: String? = "DNS:mail.test"
    var commonName = "server"
    var days = 10
    var selfSigned = false
    var trusted = true
    var words: String
  }

  @Test(arguments: [
    Refusal(selfSigned: true, words: "self-signed"),
    Refusal(trusted: false, words: "authority that is not trusted here"),
    Refusal(host: "other.test", words: "it is for mail.test, not for other.test"),
    Refusal(host: "127.0.0.1", words: "it is for mail.test, not for 127.0.0.1"),
    Refusal(host: "127.0.0.1", names: "IP:127.0.0.2", words: "it is for 127.0.0.2, not for 127.0.0.1"),
    Refusal(names: nil, commonName: "mail.test", words: "names no host"),
    Refusal(names: "DNS:other.test", commonName: "mail.test", words: "it is for other.test"),
    Refusal(days: -1, words: "it expired on 20"),
  ])
  func aBadCertificateIsRefusedWithItsReason(_ refusal: Refusal) throws {
    let authority = try TestAuthority()
    let (certificate, key) = try authority.issue(
      "bad", alternativeNames: refusal.names, commonName: refusal.commonName, days: refusal.days,
      selfSigned: refusal.selfSigned)
    let server = try TestTLSServer(certificate: certificate, key: key)
    let other = try TestAuthority()
    let result = try session(port: server.port, host: refusal.host) {
      $0.caFile = (refusal.trusted ? authority : other).folder.file("ca.pem")
    }
    guard case .failure(let failure) = result else {
      Issue.record("accepted")
      return
    }
    #expect(failure.kind == .untrusted)
    #expect(failure.exitStatus == .noPermission)
    #expect(failure.summary.contains(refusal.words), "\(failure.summary)")
    #expect(failure.hint?.contains(try authority.fingerprint("bad")) == true, "\(failure.hint ?? "no hint")")
  }

  @Test(arguments: [true, false]) func aPersonIsAsked(_ answer: Bool) throws {
    let authority = try TestAuthority()
    let (certificate, key) = try authority.issue("self", alternativeNames: "DNS:mail.test", selfSigned: true)
    let server = try TestTLSServer(certificate: certificate, key: key)
    var questions: [String] = []
    let ask = { (question: String) in
      questions.append(question)
      return answer
    }
    let result = try session(port: server.port, host: "mail.test", answer: ask) { $0.verification = .ask }
    #expect(questions.count == 1 && questions[0].contains("self-signed"), "\(questions)")
    if answer {
      #expect(try result.get() == "cba\n")
    } else {
      #expect(throws: TLSFailure.self) { _ = try result.get() }
    }
  }

  @Test func warnTellsAndGoesOnAndIgnoreIsSilent() throws {
    let authority = try TestAuthority()
    let (certificate, key) = try authority.issue("bad", alternativeNames: nil, selfSigned: true)
    let server = try TestTLSServer(certificate: certificate, key: key)
    var warnings: [String] = []
    #expect(
      try session(port: server.port, host: "mail.test", warnings: { warnings.append($0) }) { $0.verification = .warn }
        .get() == "cba\n")
    #expect(warnings.contains { $0.contains("self-signed") })
    warnings = []
    #expect(
      try session(port: server.port, host: "mail.test", warnings: { warnings.append($0) }) { $0.verification = .ignore }
        .get() == "cba\n")
    #expect(warnings.isEmpty)
  }

  @Test func aPinAcceptsThatCertificateAlone() throws {
    let authority = try TestAuthority()
    let (certificate, key) = try authority.issue("pinned", alternativeNames: nil, selfSigned: true)
    let server = try TestTLSServer(certificate: certificate, key: key)
    let pin = try authority.fingerprint("pinned")
    for form in [pin, pin.lowercased(), "SHA256=" + pin, "sha256:" + pin.replacingOccurrences(of: ":", with: "")] {
      #expect(try session(port: server.port, host: "mail.test") { $0.fingerprint = form }.get() == "cba\n")
    }
  }

  @Test func anotherPinIsRefusedAndBothAreShown() throws {
    let authority = try TestAuthority()
    let (certificate, key) = try authority.issue("good", alternativeNames: "DNS:mail.test")
    let server = try TestTLSServer(certificate: certificate, key: key)
    let wrong = Array(repeating: "AA", count: 32).joined(separator: ":")
    let result = try session(port: server.port, host: "mail.test") {
      $0.caFile = authority.folder.file("ca.pem")
      $0.fingerprint = wrong
    }
    guard case .failure(let failure) = result else {
      Issue.record("accepted")
      return
    }
    #expect(failure.kind == .untrusted)
    #expect(failure.summary.contains(wrong))
    #expect(failure.summary.contains(try authority.fingerprint("good")))
    let malformed = try session(port: server.port, host: "mail.test") { $0.fingerprint = "xyz" }
    guard case .failure(let failure) = malformed else {
      Issue.record("accepted")
      return
    }
    #expect(failure.kind == .configuration)
  }

  @Test(arguments: ["-tls1", "-tls1_1"]) func oldVersionsAreRefused(version: String) throws {
    let authority = try TestAuthority()
    let (certificate, key) = try authority.issue("good", alternativeNames: "DNS:mail.test")
    let server = try TestTLSServer(
      certificate: certificate, key: key, arguments: [version, "-cipher", "ALL:@SECLEVEL=0"])
    let result = try session(port: server.port, host: "mail.test") { $0.caFile = authority.folder.file("ca.pem") }
    guard case .failure(let failure) = result else {
      Issue.record("accepted")
      return
    }
    #expect(failure.kind == .handshake)
    #expect(failure.exitStatus == .protocolError)
  }

  @Test func aClientCertificateIsShown() throws {
    let authority = try TestAuthority()
    let (certificate, key) = try authority.issue("good", alternativeNames: "DNS:mail.test")
    let client = try authority.issue("client", alternativeNames: nil, commonName: "me")
    let server = try TestTLSServer(
      certificate: certificate, key: key,
      arguments: ["-Verify", "1", "-verify_return_error", "-CAfile", authority.folder.file("ca.pem"), "-tls1_2"])
    let without = try session(port: server.port, host: "mail.test") { $0.caFile = authority.folder.file("ca.pem") }
    #expect(throws: TLSFailure.self) { try without.get() }
    let result = try session(port: server.port, host: "mail.test") {
      $0.caFile = authority.folder.file("ca.pem")
      $0.clientCertificate = client.certificate
      $0.clientKey = client.key
    }
    #expect(try result.get() == "cba\n")
    let broken = try session(port: server.port, host: "mail.test") { $0.clientCertificate = "/nonexistent" }
    guard case .failure(let failure) = broken else {
      Issue.record("accepted")
      return
    }
    #expect(failure.kind == .configuration)
    #expect(failure.summary.contains("/nonexistent"))
  }

  @Test func aSilentOrForeignServerEndsByTheDeadline() throws {
    let silent = try ScriptedServer { _ in Thread.sleep(forTimeInterval: 30) }
    let stream = try TCPDialer().connect(to: silent.endpoint, by: .after(seconds: 5))
    let provider = OpenSSLProvider(environment: { _ in nil }, warn: { _ in })
    #expect(throws: TLSFailure.self) {
      try provider.secure(stream, host: "mail.test", policy: TLSPolicy(), by: .after(milliseconds: 200))
    }
    stream.close()
    let clear = try ScriptedServer { connection in connection.write("220 mail.test ESMTP\r\n220 more\r\n") }
    let other = try TCPDialer().connect(to: clear.endpoint, by: .after(seconds: 5))
    do throws(TLSFailure) {
      _ = try provider.secure(other, host: "mail.test", policy: TLSPolicy(), by: .after(seconds: 10))
      Issue.record("accepted")
    } catch {
      #expect(error.kind == .handshake)
      #expect(error.summary.contains("does not speak TLS"), "\(error.summary)")
      #expect(error.hint?.contains("smtp:// instead of smtps://") == true)
    }
  }
}
