import Foundation
import Testing

/// Which certificates are accepted: S26, and a mail server of this machine with a made-up one.
@Suite struct TrustTests {
  private func servers() throws -> MailServers { try MailServers.shared.get() }

  private func send(_ program: Program, by smtp: String) throws -> Program.Outcome {
    try program.run(
      ["-S", "smtp=\(smtp)", "-S", "smtp-auth=login", "-s", "x", "tom@tb.test"], input: "x\n")
  }

  /// S26: what is trusted on first use is accepted, and nothing else afterwards; both fingerprints are shown.
  @Test func aTrustedCertificateIsTheOnlyOne() throws {
    let servers = try servers()
    let port = servers.port("smtps")
    let rc = ["set from=report@tb.test smtp-auth-user=report", "set smtp-auth-password=\"pa55 w0rd:%\""]
    let program = try Program(rc: rc)
    defer { program.cleanUp() }
    chmod(program.file(".mailrc"), 0o600)
    let server = "smtps://localhost:\(port)"
    let before = try send(program, by: server)
    #expect(before.status == 77 && before.errors.contains("mail --trust localhost:\(port)"), "\(before.errors)")

    let refusing = try TerminalProgram(program, ["--trust", "localhost:\(port)"])
    #expect(refusing.expect("SHA256  "))
    #expect(refusing.expect("authority that is not trusted"))
    #expect(refusing.expect("[y/N] "))
    refusing.send("\n")
    #expect(refusing.end() == 1)
    #expect(program.read(".config/mail/trusted") == nil)

    let accepting = try TerminalProgram(program, ["--trust", "LOCALHOST:\(port)"])
    #expect(accepting.expect("[y/N] "))
    accepting.send("y\n")
    #expect(accepting.end() == 0)
    let path = program.file(".config/mail/trusted")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let after = try send(program, by: server)
    #expect(after.status == 0, "\(after.errors)")

    // Another key at the same place.
    let pins = try #require(program.read(".config/mail/trusted"))
    let other = servers.port("wrongname")
    try program.write(".config/mail/trusted", pins.replacingOccurrences(of: ":\(port) ", with: ":\(other) "))
    chmod(path, 0o600)
    let changed = try send(program, by: "smtps://localhost:\(other)")
    #expect(changed.status == 77)
    let pin = try #require(pins.split(separator: "=").last).trimmingCharacters(in: .newlines)
    #expect(changed.errors.contains("expected \(pin), the server showed "), "\(changed.errors)")
    let looking = try program.run(["--trust", "localhost:\(other)"])
    #expect(
      looking.status == 77 && looking.output.contains("YOU TRUST ANOTHER ONE: SHA256=\(pin)"), "\(looking.output)")

    // A list that others may write to is worth nothing.
    try program.write(".config/mail/trusted", pins)
    chmod(path, 0o666)
    #expect(try send(program, by: server).status == 77)
  }

  @Test(arguments: ["submission", "imap", "imaps", "pop", "pops"]) func everyKindOfServerShowsItsCertificate(
    service: String
  ) throws {
    let program = try Program()
    defer { program.cleanUp() }
    let run = try program.run(["--trust", "127.0.0.1:\(try servers().port(service))"])
    #expect(run.status == 77 && run.output.contains("SHA256  ") && run.output.contains("for     localhost, 127.0.0.1"))
    #expect(run.errors.contains("nobody to ask"), "\(run.errors)")
  }

  /// Nothing secret, and nobody asked for a judgement: as good as without TLS; whoever asks gets one.
  @Test func aMadeUpCertificateOfThisMachineIsTakenWhereNothingIsAtStake() throws {
    let program = try Program(rc: ["set from=report@tb.test", "set smtp=localhost:\(try servers().port("submission"))"])
    defer { program.cleanUp() }
    let run = try program.run(["-v", "-s", "x", "tom@tb.test"], input: "x\n")
    #expect(run.errors.contains("TLS established") && run.errors.contains("554"), "\(run.errors)")
    for setting in ["smtp-use-starttls", "tls-verify=strict", "smtp-auth-user=joe", "tls-ca-dir=\(program.home)"] {
      let strict = try program.run(
        ["-S", setting, "-S", "smtp-auth-password=x", "-s", "x", "tom@tb.test"], input: "x\n")
      #expect(strict.status == 77 && strict.errors.contains("certificate"), "\(setting): \(strict.errors)")
    }
  }
}
