import MailTesting
import Testing

@testable import MailSystem

@Suite struct LauncherTests {
  @Test func statusAndSignals() throws {
    #expect(try Launcher.run(["true"]).isSuccess)
    #expect(try Launcher.runShell("exit 3") == .exited(3))
    #expect(try Launcher.runShell("kill -9 $$") == .signalled(.kill))
    #expect(throws: SystemError.self) { try Launcher.run(["/nonexistent/program"]) }
    #expect(throws: SystemError.self) { try Launcher.run([]) }
  }

  @Test func argumentsAreNotLookedAtByAShell() throws {
    var child = try Launcher.start(["printf", "%s|", "a b", "$(id)", "*", ""], output: .pipe)
    #expect(try child.readToEnd() == Array("a b|$(id)|*||".utf8))
    #expect(try child.wait().isSuccess)
  }

  @Test func environmentChanges() throws {
    var child = try Launcher.startShell(
      "printf %s \"$MAIL_TEST-$HOME\"", changes: [("MAIL_TEST", "set"), ("HOME", nil)], output: .pipe)
    #expect(try child.readToEnd() == Array("set-".utf8))
    _ = try child.wait()
  }

  @Test(arguments: [0, 1, 70_000, 1 << 20]) func exchange(_ size: Int) throws {
    var child = try Launcher.start(["cat"], input: .pipe, output: .pipe)
    let bytes = [UInt8](repeating: 0x61, count: size)
    #expect(try child.exchange(bytes) == bytes)
    #expect(try child.wait().isSuccess)
  }

  @Test func aChildThatDoesNotReadIsNoDeath() throws {
    var child = try Launcher.start(["true"], input: .pipe)
    var failure: SystemError?
    do {
      for _ in 0..<100 { try child.write([UInt8](repeating: 0x61, count: 65536)) }
    } catch { failure = error }
    #expect(failure?.isBrokenPipe == true)
    #expect(try child.wait().isSuccess)
    var silent = try Launcher.start(["true"], input: .pipe, output: .pipe)
    #expect(try silent.exchange([UInt8](repeating: 0x61, count: 1 << 20)).isEmpty)
  }

  @Test func signalsAreFreeInChildren() throws {
    let outcome = try SignalGate.withoutInterruption { () throws(SystemError) in
      try Launcher.runShell("kill -TERM $$; exit 0")
    }
    #expect(outcome == .signalled(.terminate))
  }

  @Test func descriptorsAreNotInherited() throws {
    let directory = try TemporaryDirectory()
    let file = try FileDescriptor.open(directory.write("", to: "file"), .read)
    let outcome = try Launcher.runShell("test ! -e /proc/self/fd/\(file.raw)")
    #expect(outcome.isSuccess)
  }

  @Test func found() {
    #expect(Launcher.find("sh")?.hasSuffix("/sh") == true)
    #expect(Launcher.find("no-such-program-here") == nil)
    #expect(Launcher.find("/bin/sh") == "/bin/sh")
  }
}
