import Testing

@testable import MailSystem

@Suite struct UserTests {
  @Test(arguments: [
    ("Ann Other,Room 1,555", "ann", "Ann Other"), ("& Smith", "ann", "Ann Smith"), ("", "ann", ""), ("&", "", ""),
    (",x", "ann", ""), ("J. & & ,", "bob", "J. Bob Bob "),
  ]) func fullNames(_ gecos: String, _ login: String, _ wanted: String) {
    #expect(User.fullName(gecos: gecos, login: login) == wanted)
  }

  @Test func lookUps() {
    #expect(User.named("root")?.id == 0)
    #expect(User.numbered(0)?.name == "root")
    #expect(User.named("no such user") == nil)
    #expect(User.current() != nil)
    #expect(!Host.name().isEmpty)
  }

  @Test func randomNames() {
    #expect(RandomBytes.name(12).utf8.count == 12)
    #expect(RandomBytes.name(12) != RandomBytes.name(12))
    #expect(RandomBytes.make(33).count == 33)
  }

  @Test func missingLibraries() {
    do {
      _ = try DynamicLibrary.open(["libno-such-library.so.1"], package: "libno1")
      Issue.record("opened a library that is not there")
    } catch {
      #expect(error.summary == "libno-such-library.so.1: not installed")
      #expect(error.hint == "Install the package libno1.")
    }
  }

  @Test func deadlines() {
    #expect(!Deadline.never.hasPassed)
    #expect(Deadline.never.pollTimeout == -1)
    #expect(Deadline.after(milliseconds: 0).hasPassed)
    #expect(Deadline.after(seconds: 10).pollTimeout > 9000)
    #expect(Deadline.after(seconds: -1) == .never)
  }
}
