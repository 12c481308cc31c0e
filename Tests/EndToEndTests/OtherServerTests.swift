import Foundation
import Testing

/// Sending through servers of other makes: what each of them offers works, and what it refuses is told.
@Suite struct OtherServerTests {
  private static let password = "pa55 w0rd:%"

  private func program(_ server: OtherServer, _ smtp: String, _ more: [String] = []) throws -> Program {
    let program = try Program(
      rc: ["set from=report@tb.test", "set smtp=\(smtp)", "set tls-ca-file=\(server.certificate)"] + more)
    chmod(program.file(".mailrc"), 0o600)
    return program
  }

  private func signingIn(_ method: String) -> [String] {
    ["set smtp-auth=\(method) smtp-auth-user=report", "set smtp-auth-password=\"\(Self.password)\""]
  }

  // MARK: Exim

  static let hasExim = OtherServer.exim != nil

  private func exim() throws -> OtherServer { try #require(OtherServer.exim) }

  @Test(.enabled(if: hasExim, "Exim cannot run here"), arguments: ["smtp-use-starttls=", "smtp-use-starttls"])
  func eximTakesMailByStartTLSAndInOneChunk(setting: String) throws {
    let exim = try exim()
    let program = try program(exim, "localhost:\(try #require(exim.port("smtp")))", ["set \(setting)"])
    defer { program.cleanUp() }
    let mark = "exim-" + UUID().uuidString
    let run = try program.run(["-v", "-s", "Grüße \(mark)", "tom@tb.test"], input: ".\n..\n.dot\n\(mark)\n")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("TLS established") && run.errors.contains("BDAT "), "\(run.errors)")
    let box = try #require(exim.waitForMail(holding: mark + "\n"))
    #expect(box.contains("\n\n.\n..\n") && box.contains(".dot\n"))
  }

  @Test(
    .enabled(if: hasExim, "Exim cannot run here"),
    arguments: ["plain", "login", "cram-md5", "auto"], ["smtps://localhost:", "submission://localhost:"])
  func eximSignsInByEachMechanism(method: String, form: String) throws {
    let exim = try exim()
    let port = try #require(exim.port(form.hasPrefix("smtps") ? "smtps" : "smtp"))
    let program = try program(exim, form + "\(port)", signingIn(method))
    defer { program.cleanUp() }
    let mark = "auth-" + UUID().uuidString
    let run = try program.run(["-s", mark, "ann@tb.test"], input: "x\n")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    #expect(exim.waitForMail(holding: mark) != nil)
  }

  /// Exim with GnuTLS never closes its side first: nothing may wait for it to.
  @Test(.enabled(if: hasExim, "Exim cannot run here"), arguments: ["nobody-here", "535"])
  func eximsRefusalInsideTLSDoesNotKeepUs(refused: String) throws {
    let exim = try exim()
    let more =
      refused == "535" ? ["set smtp-auth=plain smtp-auth-user=report smtp-auth-password=wrong"] : signingIn("plain")
    let program = try program(exim, "smtps://localhost:\(try #require(exim.port("smtps")))", more)
    defer { program.cleanUp() }
    let start = Date()
    let run = try program.run(["-s", "x", "\(refused == "535" ? "tom" : refused)@tb.test"], input: "x\n")
    #expect(run.status == (refused == "535" ? 77 : 67), "\(run.errors)")
    #expect(Date().timeIntervalSince(start) < 15)
  }

  @Test(.enabled(if: hasExim, "Exim cannot run here")) func eximsRepliesToRecipientsAreKept() throws {
    let exim = try exim()
    let program = try program(
      exim, "localhost:\(try #require(exim.port("smtp")))", ["set queue", "set dsn=failure,delay"])
    defer { program.cleanUp() }
    let mark = "three-" + UUID().uuidString
    let run = try program.run(
      ["-v", "-s", mark, "tom@tb.test", "busy@tb.test", "nobody-here@tb.test", "x@elsewhere.test"], input: "x\n")
    #expect(run.status != 0)
    #expect(run.errors.contains("nobody-here@tb.test: not accepted: 550 5.1.1"), "\(run.errors)")
    #expect(run.errors.contains("x@elsewhere.test: not accepted: 550"), "\(run.errors)")
    #expect(run.errors.contains("NOTIFY=FAILURE,DELAY ORCPT=rfc822;tom@tb.test"), "\(run.errors)")
    #expect(run.errors.contains("queue"), "\(run.errors)")
    #expect(exim.waitForMail(holding: mark) != nil)
    let queue = try program.run(["--queue"])
    #expect(queue.output.contains("busy@tb.test") && !queue.output.contains("tom@tb.test"))
  }

  @Test(.enabled(if: hasExim, "Exim cannot run here")) func whatIsTooBigForEximIsNotSent() throws {
    let exim = try exim()
    let program = try program(exim, "localhost:\(try #require(exim.port("smtp")))")
    defer { program.cleanUp() }
    try program.write("big", Data(repeating: 65, count: 2_000_000))
    let run = try program.run(["-v", "-s", "x", "-a", "big", "tom@tb.test"], input: "x\n")
    #expect(run.status == 69 && run.errors.contains("too big"), "\(run.errors)")
    #expect(!run.errors.contains("MAIL FROM"))
  }

  @Test(.enabled(if: hasExim, "Exim cannot run here")) func eximTakesAddressesInUTF8() throws {
    let exim = try exim()
    let program = try program(exim, "localhost:\(try #require(exim.port("smtp")))")
    defer { program.cleanUp() }
    let mark = "utf8-" + UUID().uuidString
    let run = try program.run(["-v", "-s", mark, "grüße@tb.test"], input: "x\n")
    if run.errors.contains("<<< 250-SMTPUTF8") || run.errors.contains("<<< 250 SMTPUTF8") {
      #expect(run.status == 0 && run.errors.contains(" SMTPUTF8\n"), "\(run.errors)")
    } else {
      #expect(run.status == 69 && run.errors.contains("SMTPUTF8"), "\(run.errors)")
    }
  }

  // MARK: OpenSMTPD

  static let hasOpenSMTPD = OtherServer.openSMTPD != nil
  static let hasOpenSMTPDWithTLS = OtherServer.openSMTPD?.port("smtps") != nil

  private func openSMTPD() throws -> OtherServer { try #require(OtherServer.openSMTPD) }

  @Test(.enabled(if: hasOpenSMTPD, "OpenSMTPD cannot run here")) func openSMTPDTakesMail() throws {
    let server = try openSMTPD()
    let program = try program(server, "localhost:\(try #require(server.port("plain")))", ["set dsn=success"])
    defer { program.cleanUp() }
    let mark = "open-" + UUID().uuidString
    let run = try program.run(["-v", "-s", mark, "tom@tb.test"], input: ".\n.x\n.\n\(mark)\n")
    #expect(run.status == 0 && !run.errors.contains("BDAT"), "\(run.errors)")
    #expect(run.errors.contains("NOTIFY=SUCCESS"), "\(run.errors)")
    let box = try #require(server.waitForMail(holding: mark + "\n"))
    #expect(box.contains("\n\n.\n"))
  }

  @Test(.enabled(if: hasOpenSMTPD, "OpenSMTPD cannot run here")) func openSMTPDsRefusalsAreTold() throws {
    let server = try openSMTPD()
    let program = try program(server, "localhost:\(try #require(server.port("plain")))")
    defer { program.cleanUp() }
    let unknown = try program.run(["-s", "x", "nobody-here@tb.test"], input: "x\n")
    #expect(unknown.status != 0 && unknown.errors.contains(" 5."), "\(unknown.errors)")
    let foreign = try program.run(["-s", "x", "tom@elsewhere.test"], input: "x\n")
    #expect(foreign.status != 0 && foreign.errors.contains("550 "), "\(foreign.errors)")
    let utf8 = try program.run(["-s", "x", "grüße@tb.test"], input: "x\n")
    #expect(utf8.status == 69 && utf8.errors.contains("SMTPUTF8"), "\(utf8.errors)")
    try program.write("big", Data(repeating: 65, count: 2_000_000))
    let big = try program.run(["-s", "x", "-a", "big", "tom@tb.test"], input: "x\n")
    #expect(big.status == 69 && big.errors.contains("too big"), "\(big.errors)")
  }

  @Test(
    .enabled(if: hasOpenSMTPDWithTLS, "OpenSMTPD cannot do TLS here"), arguments: ["plain", "login", "auto"],
    ["smtps://localhost:", "submission://localhost:"])
  func openSMTPDSignsInByEachMechanism(method: String, form: String) throws {
    let server = try openSMTPD()
    let port = try #require(server.port(form.hasPrefix("smtps") ? "smtps" : "smtp"))
    let program = try program(server, form + "\(port)", signingIn(method))
    defer { program.cleanUp() }
    let mark = "auth-" + UUID().uuidString
    let run = try program.run(["-s", mark, "tom@tb.test"], input: "x\n")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    #expect(server.waitForMail(holding: mark) != nil)
  }

  // MARK: Dovecot by LMTP

  @Test(arguments: [false, true]) func dovecotTakesMailByLMTP(bySocket: Bool) throws {
    let servers = try MailServers.shared.get()
    let place = bySocket ? "lmtp://\(servers.folder)/lmtp" : "lmtp://127.0.0.1:\(servers.port("lmtp"))"
    let program = try Program(rc: ["set from=report@tb.test", "set smtp=\(place)"])
    defer { program.cleanUp() }
    let mark = "lmtp-" + UUID().uuidString
    let run = try program.run(
      ["-v", "-s", mark, "ann@tb.test", "nobody-at-all@tb.test"], input: ".\n..\nend \(mark)\n")
    #expect(run.status == 67, "\(run.errors)")
    #expect(run.errors.contains(">>> LHLO "), "\(run.errors)")
    #expect(run.errors.contains("nobody-at-all@tb.test: not accepted: 550 5.1.1"), "\(run.errors)")
    #expect(run.errors.contains("ann@tb.test: accepted: 250 2.0.0"), "\(run.errors)")
    let box = try #require(servers.waitForMail(to: "ann", holding: "end \(mark)"))
    #expect(box.contains("\n\n.\n..\nend \(mark)\n"))
  }
}
