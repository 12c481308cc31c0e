import Foundation
import Testing

/// Submission to a real Postfix with authentication through Dovecot.
@Suite struct PostfixTests {
  private static let password = "pa55 w0rd:%"

  private func servers() throws -> MailServers { try MailServers.shared.get() }

  /// The rc file as it is found in the field, and the test's certificate authority.
  private func rc(_ smtp: String, _ more: [String] = [], password: String = password) throws -> [String] {
    [
      "set from=report@tb.test", "set smtp=\(smtp)", "set smtp-auth=login", "set smtp-auth-user=report",
      "set smtp-auth-password=\"\(password)\"", "set ssl-ca-file=\(try servers().certificateAuthority)",
    ] + more
  }

  private func program(_ rc: [String]) throws -> Program {
    let program = try Program(rc: rc)
    chmod(program.file(".mailrc"), 0o600)
    return program
  }

  /// S29: STARTTLS is used where it is offered, though nobody asked for it.
  @Test func s29FieldRCFileDeliversByStartTLS() throws {
    let program = try program(rc("localhost:\(servers().port("submission"))"))
    defer { program.cleanUp() }
    let mark = UUID().uuidString
    let run = try program.run(["-s", "Grüße \(mark)", "tom@tb.test"], input: "Zeile eins äöü €\n\n\(mark)\n")
    #expect(run.status == 0)
    #expect(run.output == "" && run.errors == "")
    let box = try #require(try servers().waitForMail(to: "tom", holding: mark))
    #expect(box.contains("with ESMTPSA"))
    #expect(box.contains("From: "))
    #expect(box.contains("report@tb.test"))
  }

  @Test(arguments: ["smtps", "submission"])
  func bodyAndAttachmentArriveByteForByte(service: String) throws {
    let url = service == "smtps" ? "smtps://localhost:" : "submission://localhost:"
    let program = try program(rc(url + "\(servers().port(service))"))
    defer { program.cleanUp() }
    let mark = "exact-" + UUID().uuidString
    var bytes = Data()
    for index in 0..<300_000 { bytes.append(UInt8(truncatingIfNeeded: index &* 2_654_435_761 >> 13)) }
    try program.write("data.bin", bytes)
    let body =
      "first \(mark)\n.\n..\nFrom here\n\ttab and blanks  \n" + String(repeating: "long ", count: 700) + "\nend\n"
    let run = try program.run(["-s", mark, "-a", program.file("data.bin"), "tom@tb.test"], input: body)
    #expect(run.status == 0 && run.errors == "")
    _ = try #require(try servers().waitForMail(to: "tom", holding: "Subject: \(mark)"))
    // What was delivered is read with the program itself.
    let mailbox = try servers().mailbox(of: "tom")
    try program.write("box", mailbox)
    try FileManager.default.createDirectory(atPath: program.file("out"), withIntermediateDirectories: true)
    let reading = try program.run(["-N", "-R", "-f", "box"], input: "p /\(mark)\nx\n")
    #expect(reading.status == 0)
    #expect(reading.output.contains(body))
    let part = try #require(Self.base64Part(named: "data.bin", after: "Subject: \(mark)", in: mailbox))
    #expect(part == bytes)
  }

  /// The decoded content of the attachment in the message that holds the mark.
  private static func base64Part(named name: String, after mark: String, in mailbox: Data) -> Data? {
    let text = String(decoding: mailbox, as: UTF8.self)
    guard let start = text.range(of: mark), let named = text.range(of: name, range: start.upperBound..<text.endIndex),
      let blank = text.range(of: "\n\n", range: named.upperBound..<text.endIndex),
      let end = text.range(of: "\n--", range: blank.upperBound..<text.endIndex)
    else { return nil }
    return Data(base64Encoded: String(text[blank.upperBound..<end.lowerBound]), options: .ignoreUnknownCharacters)
  }

  @Test(arguments: ["plain", "login", "cram-md5", "scram-sha-1", "scram-sha-256"])
  func everyMechanismSignsIn(mechanism: String) throws {
    let program = try program(
      rc("localhost:\(servers().port("submission"))").filter { !$0.hasPrefix("set smtp-auth=") } + [
        "set smtp-auth=\(mechanism)"
      ])
    defer { program.cleanUp() }
    let mark = mechanism + "-" + UUID().uuidString
    let run = try program.run(["-s", mark, "tom@tb.test"], input: "x\n")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try servers().waitForMail(to: "tom", holding: mark) != nil)
  }

  @Test func mechanismIsChosenWhenNoneIsNamed() throws {
    let program = try program(
      rc("localhost:\(servers().port("submission"))").filter { !$0.hasPrefix("set smtp-auth=") })
    defer { program.cleanUp() }
    let mark = "auto-" + UUID().uuidString
    let run = try program.run(["-v", "-s", mark, "tom@tb.test"], input: "x\n")
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.errors.contains("pa55") && !run.output.contains("pa55"))
    #expect(try servers().waitForMail(to: "tom", holding: mark) != nil)
  }

  @Test func wrongPasswordKeepsTheMessage() throws {
    let program = try program(rc("localhost:\(servers().port("submission"))", password: "wr0ng-s3cret"))
    defer { program.cleanUp() }
    let run = try program.run(["-s", "kept", "tom@tb.test"], input: "the whole text\n")
    #expect(run.status == 77)
    #expect(run.errors.contains("535"))
    #expect(!run.errors.contains("wr0ng-s3cret"))
    let dead = try #require(program.read("dead.letter"))
    #expect(dead.contains("Subject: kept") && dead.contains("the whole text"))
  }

  @Test func certificateOfAnotherHostIsRefused() throws {
    let program = try program(rc("smtps://localhost:\(servers().port("wrongname"))"))
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "tom@tb.test"], input: "x\n")
    #expect(run.status == 77)
    #expect(run.errors.contains("certificate"))
    #expect(program.read("dead.letter") != nil)
  }

  @Test(arguments: ["smtps://localhost:", "localhost:"])
  func unknownAuthorityIsRefused(form: String) throws {
    let service = form.hasPrefix("smtps") ? "smtps" : "submission"
    let program = try program(
      rc(form + "\(servers().port(service))").filter { !$0.hasPrefix("set ssl-ca-file") })
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "tom@tb.test"], input: "x\n")
    #expect(run.status == 77)
    #expect(run.errors.contains("certificate"))
    #expect(run.errors.contains("tls-ca-"), "the hint names the setting: \(run.errors)")
    // Who only wants to be warned is warned.
    let warned = try program.run(["-S", "tls-verify=warn", "-s", "x", "tom@tb.test"], input: "x\n")
    #expect(warned.status == 0 && warned.errors.contains("certificate"), "\(warned.errors)")
    #expect(warned.errors.components(separatedBy: "\n").count == 2, "\(warned.errors)")
  }

  @Test func certificateForTheAddressIsAccepted() throws {
    let program = try program(rc("smtps://127.0.0.1:\(servers().port("smtps"))"))
    defer { program.cleanUp() }
    let run = try program.run(["-s", "ip", "tom@tb.test"], input: "x\n")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func eachRecipientIsReported() throws {
    let program = try program(rc("localhost:\(servers().port("submission"))"))
    defer { program.cleanUp() }
    let mark = "three-" + UUID().uuidString
    let run = try program.run(["-s", mark, "tom@tb.test", "nobody-here@tb.test", "busy@tb.test"], input: "x\n")
    #expect(run.status != 0)
    #expect(run.errors.contains("nobody-here@tb.test") && run.errors.contains("busy@tb.test"))
    #expect(!run.errors.contains("tom@tb.test: 2"))
    #expect(try servers().waitForMail(to: "tom", holding: mark) != nil)
  }

  @Test func serverWithoutEightBitGetsEncodedText() throws {
    let program = try program(
      rc("smtp://localhost:\(servers().port("nosmtputf8"))", ["set encoding=8bit"]))
    defer { program.cleanUp() }
    let mark = "downgrade-" + UUID().uuidString
    let run = try program.run(["-s", mark, "ann@tb.test"], input: "äöü \(mark)\n")
    #expect(run.status == 0, "\(run.errors)")
    let box = try #require(try servers().waitForMail(to: "ann", holding: mark))
    #expect(!box.contains("äöü"))
    #expect(box.contains("=C3=A4=C3=B6=C3=BC") || box.contains("w6TDtsO8"))
  }

  @Test(arguments: ["text/plain; charset=utf-8", "multipart/mixed; boundary=b", "multipart/signed; boundary=b"])
  func aWholeMessageIsEncodedForAServerWithoutEightBit(type: String) throws {
    let program = try program(rc("smtp://localhost:\(servers().port("nosmtputf8"))"))
    defer { program.cleanUp() }
    let mark = "whole-" + UUID().uuidString
    let isText = type.hasPrefix("text")
    let head = "To: ann@tb.test\nSubject: \(mark)\nMIME-Version: 1.0\nContent-Type: \(type)\n"
    let text = "Content-Transfer-Encoding: 8bit\n\näöü\n"
    let part = "\n--b\nContent-Type: text/plain; charset=utf-8\n\(text)--b--\n"
    let run = try program.run(["-t"], input: head + (isText ? text : part))
    if type.hasPrefix("multipart/signed") {
      // The signature holds for the bytes as they are.
      #expect(run.status == 69, "\(run.errors)")
      return
    }
    #expect(run.status == 0, "\(run.errors)")
    let box = try #require(try servers().waitForMail(to: "ann", holding: mark))
    #expect(box.contains("=C3=A4=C3=B6=C3=BC"))
  }

  @Test func internationalAddressIsRefusedWhereTheServerLacksIt() throws {
    let program = try program(rc("smtp://localhost:\(servers().port("nosmtputf8"))"))
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "jörg@tb.test"], input: "x\n")
    #expect(run.status != 0)
    #expect(run.errors.contains("SMTPUTF8"))
    #expect(program.read("dead.letter") != nil)
  }
}
