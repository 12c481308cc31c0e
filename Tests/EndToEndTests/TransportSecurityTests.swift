import Foundation
import Testing

/// Hostile servers and dangerous texts over SMTP: S05 to S07 and S24 to S39 as far as they concern sending.
///
/// S25 and S27 are tested with certificates of all kinds in OpenSSLProviderTests and PostfixTests, S26 in TrustTests; S31 and S32
/// are about reading. There is no look-up of servers by SRV or autoconfiguration, so nothing can be redirected (S36).
@Suite struct TransportSecurityTests {
  private static let rc = ["set from=me@here.test timeout=3"]

  private func program(_ server: PlayedServer, _ more: [String] = []) throws -> Program {
    let program = try Program(rc: Self.rc + ["set smtp=127.0.0.1:\(server.port)"] + more)
    chmod(program.file(".mailrc"), 0o600)
    return program
  }

  // MARK: What goes over the wire

  @Test func s05DotsAndLoneLineEndsMakeOneMessage() throws {
    let server = try PlayedServer()
    let program = try program(server)
    defer { program.cleanUp() }
    let body = "one\n.\ntwo\r\n.\r\nthree\r.\rfour"
    #expect(try program.run(["-s", "x", "a@there.test"], input: body).status == 0)
    let message = try #require(server.messages.first)
    #expect(server.messages.count == 1)
    expectCleanLines(message)
    #expect(String(decoding: Self.decoded(message), as: UTF8.self).contains("three") == true)
    #expect(server.received.components(separatedBy: "MAIL FROM").count == 2)
  }

  @Test(
    arguments: [
      Array(0...255), Array("no end".utf8), Array(".".utf8), [], Array("a\u{0}b\nafter\n".utf8),
      Array("\r\n\r\n.\r\n".utf8),
    ] as [[UInt8]]) func s06EveryByteOfTheTextArrives(body: [UInt8]) throws
  {
    let server = try PlayedServer()
    let program = try program(server)
    defer { program.cleanUp() }
    #expect(try program.run(["-s", "x", "a@there.test"], input: Data(body)).status == 0)
    let message = try #require(server.messages.first)
    expectCleanLines(message)
    func normal(_ bytes: [UInt8]) -> [UInt8] {
      // Text has one kind of line end; whatever has other controls travels as it is.
      let text = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
      return Array((text.hasSuffix("\n") || text.isEmpty ? text : text + "\n").utf8)
    }
    let arrived = Self.decoded(message)
    #expect(arrived == body || normal(arrived) == normal(body), "\(String(decoding: message, as: UTF8.self))")
  }

  @Test func s07NoLineIsTooLongForAnyServer() throws {
    let server = try PlayedServer()
    let program = try program(server)
    defer { program.cleanUp() }
    let body = [3000, 998, 999].map { String(repeating: "x", count: $0) }.joined(separator: "\n") + "\n"
    let subject = String(repeating: "long words ", count: 182)
    let people = (0..<500).map { "recipient-\($0)@there.test" }
    #expect(try program.run(["-s", subject] + people, input: body).status == 0)
    let message = try #require(server.messages.first)
    expectCleanLines(message)
    let lines = String(decoding: message, as: UTF8.self).components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 998 })
    #expect(lines.prefix { !$0.isEmpty }.allSatisfy { $0.utf8.count <= 78 })
    #expect(Self.decoded(message) == Array(body.utf8))
    #expect(server.received.components(separatedBy: "RCPT TO:").count == 501)
  }

  private func expectCleanLines(_ message: [UInt8]) {
    for (index, byte) in message.enumerated() {
      if byte == 13 { #expect(index + 1 < message.count && message[index + 1] == 10) }
      if byte == 10 { #expect(index > 0 && message[index - 1] == 13) }
      if byte == 0 { Issue.record("NUL on the wire") }
    }
  }

  /// The text of a message of one part, transfer encoding and doubled dots undone, lines ended by LF where it is text.
  private static func decoded(_ message: [UInt8]) -> [UInt8] {
    let text = String(decoding: message, as: UTF8.self)
    guard let blank = text.range(of: "\r\n\r\n") else { return [] }
    let head = text[..<blank.lowerBound].lowercased()
    var lines = text[blank.upperBound...].components(separatedBy: "\r\n").map {
      $0.hasPrefix("..") ? String($0.dropFirst()) : $0
    }
    if head.contains("content-transfer-encoding: base64") {
      return Array(Data(base64Encoded: lines.joined(), options: .ignoreUnknownCharacters) ?? Data())
    }
    guard head.contains("content-transfer-encoding: quoted-printable") else {
      return Array(lines.joined(separator: "\n").utf8)
    }
    var bytes: [UInt8] = []
    if lines.last == "" { lines.removeLast() }
    for line in lines {
      var rest = Array(line.utf8)[...]
      let isSoft = rest.last == UInt8(ascii: "=")
      if isSoft { rest.removeLast() }
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "="), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
          bytes.append(code)
          rest = rest.dropFirst(2)
        } else {
          bytes.append(byte)
        }
      }
      if !isSoft { bytes.append(10) }
    }
    return bytes
  }

  // MARK: What a server says

  @Test(arguments: ["greeting", "AUTH", "RCPT", "end"]) func s24EscapesOfAServerDoNotReachTheTerminal(step: String)
    throws
  {
    let evil = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{8}\u{202e}"
    let server = try PlayedServer(at: step, instead: "\(step == "AUTH" ? "535" : "554") 5.7.0 no \(evil)")
    let program = try program(server, ["set smtp-auth-user=joe smtp-auth-password=pw"])
    defer { program.cleanUp() }
    for more in [[], ["-v"]] {
      let run = try program.run(more + ["-s", "x", "a@there.test"], input: "x\n")
      #expect(run.status != 0 && run.errors.contains("no "))
      let forbidden = (run.errors + run.output).unicodeScalars.filter { scalar in
        (scalar.value < 32 && scalar != "\n" && scalar != "\t") || (0x7f...0x9f).contains(scalar.value)
      }
      #expect(forbidden.isEmpty, "\(run.errors.debugDescription)")
    }
  }

  @Test func s28WhereTLSIsDemandedNothingGoesWithoutIt() throws {
    let server = try PlayedServer()
    for setting in ["set smtp-use-starttls", "set smtp=submission://127.0.0.1:\(server.port)"] {
      let program = try program(server, [setting, "set smtp-auth-user=joe smtp-auth-password=secret-word"])
      defer { program.cleanUp() }
      let run = try program.run(["-s", "x", "a@there.test"], input: "x\n")
      #expect(run.status == 77 && run.errors.contains("STARTTLS"), "\(run.errors)")
    }
    #expect(!server.received.contains("AUTH") && !server.received.contains("MAIL"))
  }

  @Test(arguments: ["250-x\r\n250 AUTH PLAIN\r\n", "x", "250 SECRET-INJECTION\r\n"])
  func s30WhatComesBehindTheReplyToSTARTTLSIsAnError(injected: String) throws {
    let server = try PlayedServer { peer, _ in
      peer.say("220 hi")
      _ = peer.line()
      peer.write(Array("250-hi\r\n250 STARTTLS\r\n".utf8))
      _ = peer.line()
      peer.write(Array(("220 go\r\n" + injected).utf8))
      peer.stall()
    }
    let program = try program(server, ["set smtp-auth-user=joe smtp-auth-password=pw"])
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "a@there.test"], input: "x\n")
    #expect(run.status == 76 && run.errors.contains("tampering"), "\(run.errors)")
    #expect(!run.errors.contains("SECRET-INJECTION"))
    #expect(server.received.hasSuffix("STARTTLS\r\n"))
  }

  static let greetings: [(String, [UInt8], Int32)] = [
    ("garbage", Array("hello, I am no mail server\r\n".utf8), 76),
    ("HTTP", Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), 76),
    ("1 MB", Array("220 ".utf8) + [UInt8](repeating: 65, count: 1 << 20), 76),
    ("binary", [0x15, 3, 1, 0, 2, 2, 70, 0xff, 0, 10], 76),
    ("421", Array("421 too busy\r\n".utf8), 75),
    ("554", Array("554 no mail here\r\n".utf8), 69),
    ("end", [], 75),
    ("10 000 lines", Array(String(repeating: "220-x\r\n", count: 10_000).utf8), 76),
    ("three codes", Array("220-a\r\n250-b\r\n220 c\r\n".utf8), 76),
  ]

  @Test(arguments: greetings) func s33S34AGreetingThatIsNoneEndsTheConversation(
    greeting: (name: String, bytes: [UInt8], status: Int32)
  ) throws {
    let server = try PlayedServer { peer, _ in
      peer.write(greeting.bytes)
      if !greeting.bytes.isEmpty { peer.stall() }
    }
    let program = try program(server)
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "a@there.test"], input: "x\n")
    #expect(run.status == greeting.status, "\(greeting.name): \(run.errors.prefix(300))")
    #expect(run.errors.utf8.count < 2000)
    #expect(program.read("dead.letter") != nil)
  }

  @Test func s34AHundredMegabytesAndAByteASecondAreBounded() throws {
    let flood = try PlayedServer { peer, _ in
      let block = [UInt8](repeating: 65, count: 1 << 20)
      for _ in 0..<100 { guard peer.write(Array("220 ".utf8) + block) else { return } }
    }
    let slow = try PlayedServer { peer, _ in
      for byte in "220 a slow greeting that never ends and never ends\r\n".utf8 {
        guard peer.write([byte]) else { return }
        usleep(400_000)
      }
    }
    for (server, status) in [(flood, 76), (slow, 75)] as [(PlayedServer, Int32)] {
      let program = try program(server)
      defer { program.cleanUp() }
      let run = try program.run(["-s", "x", "a@there.test"], input: "x\n", seconds: 20)
      #expect(run.status == status && !run.hung, "\(run.errors.prefix(300))")
    }
  }

  @Test(
    arguments: [("454 4.7.0 not now", 75), ("501 what", 76), ("220 go", 76), ("220 go, and the end", 75)]
      as [(String, Int32)])
  func s35WithoutTLSNothingGoesOnInClear(reply: String, status: Int32) throws {
    let server = try PlayedServer { peer, _ in
      peer.say("220 hi")
      _ = peer.line()
      peer.write(Array("250-hi\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n".utf8))
      _ = peer.line()
      peer.say(reply)
      if reply == "220 go" {
        // An alert instead of a handshake.
        usleep(50_000)
        peer.write([0x15, 3, 3, 0, 2, 2, 40])
        peer.stall()
      }
    }
    let program = try program(server, ["set smtp-auth-user=joe smtp-auth-password=pw"])
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "a@there.test"], input: "x\n")
    #expect(run.status == status, "\(run.errors)")
    #expect(!server.received.contains("AUTH") && !server.received.contains("MAIL"))
  }

  // MARK: Secrets

  static let passwords: [[UInt8]] = [
    Array("with blank".utf8), Array("quo\"te's".utf8), Array("per%41cent".utf8), Array("a@b:c/d".utf8),
    Array("umlaut-\u{fc}-\u{20ac}".utf8), [0x61, 0xff, 0xfe, 0x01], Array("back\\\\slash".utf8), Array("$HOME#x".utf8),
    [UInt8](repeating: 0x70, count: 1000),
  ]

  @Test(arguments: passwords, ["set smtp-auth-user=joe password-command='cat secret'", "set smtp-auth-user=joe"])
  func s37PasswordsGoOutByteForByte(password: [UInt8], setting: String) throws {
    let server = try PlayedServer { peer, _ in
      peer.say("220 hi")
      _ = peer.line()
      peer.write(Array("250-hi\r\n250 AUTH PLAIN\r\n".utf8))
      if peer.line() == "AUTH PLAIN" {
        peer.say("334 ")
        _ = peer.line()
      }
      peer.say("535 5.7.8 no")
      peer.stall()
    }
    let program = try program(server, [setting])
    defer { program.cleanUp() }
    try program.write("secret", Data(password))
    if !setting.contains("command") {
      // In single quotes everything but they themselves is as it stands.
      let quoted = Data(
        password.split(separator: 0x27, omittingEmptySubsequences: false).joined(separator: Array("'\\''".utf8)))
      let rc =
        Data((program.read(".mailrc") ?? "").utf8) + Data("set smtp-auth-password='".utf8) + quoted + Data("'\n".utf8)
      try program.write(".mailrc", rc)
      chmod(program.file(".mailrc"), 0o600)
    }
    _ = try program.run(["-s", "x", "a@there.test"], input: "x\n")
    let response = Data([0] + Array("joe".utf8) + [0] + password).base64EncodedString()
    #expect(server.received.contains(response), "\(server.received)")
  }

  /// An access token goes out by the mechanisms of OAuth and by no other.
  @Test(
    arguments: [
      ("set oauth-token-command='echo tok'", "PLAIN XOAUTH2", "AUTH XOAUTH2 "),
      ("set smtp-auth=oauth2 oauth-token-command='echo tok'", "XOAUTH2 OAUTHBEARER", "AUTH OAUTHBEARER "),
      ("set smtp-auth=oauth2 smtp-auth-password=tok", "PLAIN LOGIN XOAUTH2", "AUTH XOAUTH2 "),
      ("set smtp-auth=xoauth2 smtp-auth-password=tok", "XOAUTH2 OAUTHBEARER", "AUTH XOAUTH2 "),
      ("set smtp-auth= smtp-auth-password=tok", "PLAIN XOAUTH2", "AUTH PLAIN "),
      ("set oauth-token-command='echo tok'", "PLAIN LOGIN", nil),
    ] as [(String, String, String?)])
  func tokensGoAsTokens(setting: String, offer: String, command: String?) throws {
    let server = try PlayedServer(offering: ["PIPELINING", "AUTH " + offer])
    let program = try program(server, ["set smtp-auth-user=joe", setting])
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "a@there.test"], input: "x\n")
    #expect((run.status == 0) == (command != nil), "\(run.errors)")
    #expect(server.received.contains(command ?? "EHLO") && server.received.contains("AUTH ") == (command != nil))
  }

  @Test func s38NoSecretIsShownKeptOrVisibleToOthers() throws {
    let secret = "s3cret-word"
    let forms = [secret, Data(secret.utf8).base64EncodedString(), Data("\0joe\0\(secret)".utf8).base64EncodedString()]
    let server = try PlayedServer(at: "MAIL", instead: "silence")
    let program = try program(
      server, ["set smtp-auth-user=joe smtp-auth-password=\(secret)", "set logfile=\"$HOME/log\"", "set timeout=4"])
    defer { program.cleanUp() }
    try program.write("text", "x\n")
    let child = try ChildProcess(
      [Program.path, "-n", "-v", "-v", "-s", "x", "a@there.test"], in: program.home,
      environment: ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"],
      input: program.file("text"), output: program.file("out"), errors: program.file("errors"))
    for _ in 0..<200 where !server.received.contains("MAIL FROM") { usleep(20000) }
    var seen = ""
    for name in ["cmdline", "environ"] {
      seen += String(
        decoding: FileManager.default.contents(atPath: "/proc/\(child.pid)/\(name)") ?? Data(), as: UTF8.self)
    }
    #expect(child.wait(seconds: 30) == 75)
    let dry = try program.run(["-d", "-s", "x", "a@there.test"], input: "x\n")
    for name in ["out", "errors", "log", "dead.letter"] { seen += program.read(name) ?? "" }
    seen += dry.output + dry.errors
    #expect(seen.contains("AUTH PLAIN ****"))
    for form in forms { #expect(!seen.contains(form)) }
    #expect(server.received.contains(forms[2]))
  }

  /// A server that repeats the secret in its refusal does not get it shown, logged or kept.
  @Test(arguments: ["PLAIN", "LOGIN"]) func s38WhatServersRepeatIsMasked(mechanism: String) throws {
    let secret = "s3cret-word"
    let server = try PlayedServer { peer, _ in
      peer.say("220 hi")
      _ = peer.line()
      peer.write(Array("250-hi\r\n250 AUTH \(mechanism)\r\n".utf8))
      var line = peer.line() ?? ""
      while line.hasPrefix("AUTH LOGIN") || line.count < 12 {
        peer.say("334 VXNlcm5hbWU6")
        line = peer.line() ?? "nothing more comes"
      }
      peer.say("535-5.7.8 bad command: \(line)")
      peer.say("535 5.7.8 that is \(secret)")
      peer.stall()
    }
    let program = try program(
      server, ["set smtp-auth-user=joe smtp-auth-password=\(secret)", "set logfile=\"$HOME/log\""])
    defer { program.cleanUp() }
    var seen = ""
    for options in [[], ["-v"]] {
      let run = try program.run(options + ["-s", "x", "a@there.test"], input: "x\n")
      #expect(run.status == 77 && run.errors.contains("535"), "\(run.errors)")
      seen += run.errors + run.output
    }
    for name in ["log", "dead.letter"] { seen += program.read(name) ?? "" }
    for form in [secret, Data(secret.utf8).base64EncodedString(), Data("\0joe\0\(secret)".utf8).base64EncodedString()] {
      #expect(!seen.contains(form), "\(seen)")
    }
    #expect(seen.contains("********"))
  }

  /// Settings for one server count for it, with or without its port and the user who signs in.
  @Test(
    arguments: [
      ("set smtp-use-starttls-127.0.0.1:@PORT@", 77, nil), ("set smtp-use-starttls-127.0.0.1", 77, nil),
      ("set smtp-auth-user-127.0.0.1:@PORT@=ann password-ann@127.0.0.1:@PORT@=word", 0, "ann\0word"),
      ("set smtp-auth-user=bob password-bob@127.0.0.1=word smtp-auth-bob@127.0.0.1=plain", 0, "bob\0word"),
      ("set smtp-auth-user=bob password-bob@127.0.0.1=word smtp-auth-bob@127.0.0.1=none", 0, nil),
    ] as [(String, Int32, String?)])
  func settingsOfOneServerCount(setting: String, status: Int32, login: String?) throws {
    let server = try PlayedServer(offering: ["PIPELINING", "AUTH PLAIN"])
    let program = try program(server, [setting.replacingOccurrences(of: "@PORT@", with: "\(server.port)")])
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "a@there.test"], input: "x\n")
    #expect(run.status == status, "\(run.errors)")
    let response = login.map { Data(("\0" + $0).utf8).base64EncodedString() }
    #expect(server.received.contains("AUTH") == (response != nil) && server.received.contains(response ?? "EHLO"))
  }

  /// Consent that is there before the message is no consent to it.
  @Test func anAnswerAheadOfTheMessageIsNone() throws {
    let server = try PlayedServer(at: "DATA", instead: "354 go\r\n250 queued early")
    let program = try program(server)
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "a@there.test"], input: "precious\n")
    #expect(run.status == 76 && run.errors.contains("before the message"), "\(run.errors)")
    #expect(program.read("dead.letter")?.contains("precious") == true)
  }

  /// A private .netrc is used where it names the server; one that was not asked for never stops a message.
  @Test(
    arguments: [
      ("machine 127.0.0.1 login ann password word", "", "AUTH PLAIN", 0o600, true),
      ("machine 127.0.0.1 login ann password word", "", "8BITMIME", 0o600, false),
      ("default login anonymous password me@x", "", "AUTH PLAIN", 0o600, false),
      ("default login ann password word", "set netrc-lookup", "AUTH PLAIN", 0o600, true),
      ("default login ann password word", "set smtp-auth-user=ann", "AUTH PLAIN", 0o600, true),
      ("machine other login ann password word", "", "AUTH PLAIN", 0o644, false),
    ] as [(String, String, String, mode_t, Bool)])
  func netrc(entry: String, setting: String, offer: String, mode: mode_t, signsIn: Bool) throws {
    let server = try PlayedServer(offering: ["PIPELINING", offer])
    let program = try program(server, [setting])
    defer { program.cleanUp() }
    try program.write(".netrc", entry + "\n")
    chmod(program.file(".netrc"), mode)
    let run = try program.run(["-s", "x", "a@there.test"], input: "x\n")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(server.received.contains("AUTH PLAIN ") == signsIn)
  }

  @Test func aLargeTextOfShortLinesTellsItsSize() throws {
    let server = try PlayedServer(offering: ["PIPELINING", "SIZE 350000"])
    let program = try program(server)
    defer { program.cleanUp() }
    let text = String(repeating: "\n", count: 200_000)
    let run = try program.run(["-s", "x", "a@there.test"], input: text)
    #expect(run.status == 69 && run.errors.contains("too big: 4002"), "\(run.errors)")
    #expect(!server.received.contains("MAIL"))
  }

  /// ALL_PROXY is for the web first: a proxy of HTTP there, or a host in NO_PROXY, changes nothing.
  @Test(
    arguments: [
      (["ALL_PROXY": "http://127.0.0.1:1"], 0), (["ALL_PROXY": "socks5://127.0.0.1:1"], 75),
      (["ALL_PROXY": "socks5://127.0.0.1:1", "NO_PROXY": "x.test, 127.0.0.1"], 0),
    ] as [([String: String], Int32)])
  func proxiesOfTheEnvironment(environment: [String: String], status: Int32) throws {
    let server = try PlayedServer()
    let program = try program(server)
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "a@there.test"], input: "x\n", environment: environment)
    #expect(run.status == status, "\(run.errors)")
  }

  @Test func reportsNameTheirMessage() throws {
    let server = try PlayedServer(offering: ["PIPELINING", "DSN"])
    let program = try program(server, ["set dsn=failure,delay"])
    defer { program.cleanUp() }
    #expect(
      try program.run(["-C", "Message-ID: <one+two@here.test>", "-s", "x", "a@there.test"], input: "x\n").status == 0)
    #expect(server.received.contains("RET=HDRS ENVID=") && server.received.contains("NOTIFY=FAILURE,DELAY"))
  }

  @Test(arguments: ["set smtp-auth-user=joe smtp-auth-password=pw", "set mta=smtp://joe:pw@127.0.0.1:@PORT@"])
  func s39AFileWithAPasswordThatOthersCanReadIsToldOf(setting: String) throws {
    let server = try PlayedServer()
    let program = try program(server, [setting.replacingOccurrences(of: "@PORT@", with: "\(server.port)")])
    defer { program.cleanUp() }
    for (mode, warns) in [(0o644, true), (0o600, false)] as [(mode_t, Bool)] {
      chmod(program.file(".mailrc"), mode)
      let run = try program.run(["-s", "x", "a@there.test"], input: "x\n")
      #expect(run.status == 0 && run.errors.isEmpty == !warns, "\(run.errors)")
    }
  }
}
