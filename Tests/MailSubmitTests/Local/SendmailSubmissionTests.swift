import MailBytes
import MailFormat
import MailSystem
import MailTesting
import Testing

@testable import MailSubmit

@Suite struct SendmailSubmissionTests {
  private let folder: TestFolder
  private let bob = Address(localPart: "bob", domain: "example.org")

  init() throws { folder = try TestFolder() }

  private func submit(
    _ script: String, mode: Int = 0o755, _ recipients: [Address]? = nil, body: String = "Subject: x\n\nhello\n.\nend\n",
    _ change: (inout SendmailConfiguration) -> Void = { _ in }
  ) throws -> Receipt {
    // Copied by another process: no test that starts a program meanwhile inherits it open for writing.
    try folder.write("script", "#!/bin/sh\n" + script, mode: mode)
    _ = try Launcher.run(["cp", "-p", folder.file("script"), folder.file("mta")])
    var configuration = SendmailConfiguration(program: folder.file("mta"))
    change(&configuration)
    let message = OutgoingMessage(segments: [.text(Array(body.utf8))], needs8Bit: false)
    return try SendmailSubmission(configuration).submit(
      message, from: Address(localPart: "me", domain: "x"), to: recipients ?? [bob])
  }

  private func text(_ name: String) -> String { String(decoding: folder.read(name), as: UTF8.self) }

  @Test func recipientsStandBehindTheDashes() throws {
    let strange = Address(localPart: "-oQ/tmp", domain: "x")
    let receipt = try submit(
      "printf '%s\\n' \"$@\" > \(folder.file("args")); cat > \(folder.file("message"))", [strange, bob]
    ) { $0.namesSender = true }
    #expect(text("args") == "-i\n-f\nme@x\n--\n-oQ/tmp@x\nbob@example.org\n")
    #expect(text("message") == "Subject: x\n\nhello\n.\nend\n")
    #expect(receipt.entries.count == 2)
  }

  @Test func argumentsCanBeChanged() throws {
    _ = try submit("printf '%s\\n' \"$@\" > \(folder.file("args")); cat > /dev/null") {
      $0.arguments = ["-v", "a b"]
      $0.omitsDefaultArguments = true
      $0.omitsRecipients = true
    }
    #expect(text("args") == "-v\na b\n")
  }

  @Test(arguments: [("exit 75", 75, true), ("exit 67", 67, false), ("exit 1", 69, false), ("kill -9 $$", 71, false)])
  func theExitStatusIsBelieved(script: String, status: Int32, isTemporary: Bool) {
    do {
      _ = try submit("cat > /dev/null; " + script)
      Issue.record("accepted")
    } catch let error as SubmitError {
      #expect(error.exitStatus.rawValue == status)
      #expect(error.isTemporary == isTemporary)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func aProgramThatStopsReadingIsBelievedAllTheSame() throws {
    let body = String(repeating: "x\n", count: 1_000_000)
    for text in [body, "x\n"] {
      #expect(try submit("exec 0<&-; exit 0", body: text).missing.isEmpty)
      #expect(try submit("exit 0", body: text).missing.isEmpty)
      #expect(throws: SubmitError.self) { try submit("exit 75", body: text) }
    }
  }

  @Test func aGateChangesNothingWhereNoSignalComes() throws {
    // Its own signal, so that nothing else in this process is touched.
    let gate = try SignalGate([.windowChange])
    try folder.write("mta", "", mode: 0o755)
    for (script, fails) in [("exec wc -c >\(folder.file("count"))", false), ("exit 0", false), ("exit 75", true)] {
      try folder.write("script", "#!/bin/sh\n" + script, mode: 0o755)
      _ = try Launcher.run(["cp", "-p", folder.file("script"), folder.file("mta")])
      let body = Array(String(repeating: "x\n", count: 1_000_000).utf8)
      let submission = SendmailSubmission(SendmailConfiguration(program: folder.file("mta")), makeGate: { gate })
      let message = OutgoingMessage(segments: [.text(body)], needs8Bit: false)
      if fails {
        #expect(throws: SubmitError.self) { try submission.submit(message, from: nil, to: [bob]) }
      } else {
        #expect(try submission.submit(message, from: nil, to: [bob]).missing.isEmpty)
      }
    }
    #expect(text("count").contains("2000000"))
  }

  @Test func missingAndUnexecutableProgramsAreNamed() {
    do {
      _ = try submit("", mode: 0o644)
      Issue.record("accepted")
    } catch let error as SubmitError {
      #expect(error.summary.contains("not executable"))
      #expect(error.exitStatus == .noPermission)
    } catch {
      Issue.record("\(error)")
    }
    do {
      _ = try submit("") { $0.program = "/nonexistent/sendmail" }
      Issue.record("accepted")
    } catch let error as SubmitError {
      #expect(error.summary.contains("/nonexistent/sendmail"))
      #expect(error.exitStatus == .unavailable)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func aNewlineInAnAddressIsRefused() {
    #expect(throws: SubmitError.self) { try submit("exit 0", [Address(localPart: "a\nb", domain: "x")]) }
    #expect(folder.read("args").isEmpty)
  }
}
