import Foundation
import MailTesting
import Testing

/// Files as they should not be, and what others do to them (security.md S60, S61, S70 to S72, R08 to R10, R16).
@Suite struct FileSafetyTests {
  @Test("S60: the program gets no rights that its caller has not") func noPrivileges() throws {
    let attributes = try FileManager.default.attributesOfItem(atPath: Program.path)
    let mode = try #require(attributes[.posixPermissions] as? Int)
    #expect(mode & 0o6000 == 0)
    let makefile = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Makefile")
    let rules = try String(contentsOf: makefile, encoding: .utf8)
    for word in ["setcap", "-m 4", "-m4", "-m 2", "-m2", "chmod u+s", "chmod g+s", "chmod 4", "chmod 2"] {
      #expect(!rules.contains(word), "\(word)")
    }
  }

  @Test("S61: what stands under the name of the lock is not followed", arguments: ["link", "folder", "pipe"])
  func lockNames(_ kind: String) throws {
    let program = try Program()
    defer { program.cleanUp() }
    try program.write("box", SampleMail.mbox(3))
    try program.write("victim", "precious\n")
    let lock = program.file("box.lock")
    switch kind {
    case "link": try FileManager.default.createSymbolicLink(atPath: lock, withDestinationPath: program.file("victim"))
    case "folder": try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: false)
    default: #expect(mkfifo(lock, 0o600) == 0)
    }
    let run = try program.run(["-N", "-S", "lock-timeout=1", "-f", "box"], input: "delete 1\nquit\n", seconds: 20)
    #expect(!run.hung && run.status != 0 && run.errors.contains("lock"))
    #expect(program.read("victim") == "precious\n")
    #expect(program.read("box") == SampleMail.mbox(3))
  }

  /// In the folder of the system's mailboxes a user can make no lock file, and must wait for those of others all the same.
  @Test(.enabled(if: getuid() == 0, "needs root to be somebody else"), arguments: [true, false])
  func locksOfOthersCountWhereNoneCanBeMade(isHeld: Bool) throws {
    let program = try Program()
    defer { program.cleanUp() }
    let user: uid_t = 65534
    try program.write("spool/box", SampleMail.mbox(3))
    for name in ["", "spool", "home"] {
      try? FileManager.default.createDirectory(atPath: program.file(name), withIntermediateDirectories: true)
      chmod(program.file(name), 0o755)
    }
    for name in ["spool/box", "home"] { #expect(chown(program.file(name), user, user) == 0) }
    try program.write("program", try Data(contentsOf: URL(fileURLWithPath: Program.path)))
    chmod(program.file("program"), 0o755)
    if isHeld { try program.write("spool/box.lock", "\(getpid())\n") }
    try program.write("input", "delete 1\nquit\n")
    let child = try ChildProcess(
      [
        "setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups", program.file("program"), "-n", "-N", "-S",
        "lock-timeout=2", "-f", program.file("spool/box"),
      ], in: program.home,
      environment: ["HOME": program.file("home"), "MAILRC": "/dev/null", "PATH": "/usr/bin:/bin"],
      input: program.file("input"))
    #expect(child.wait(seconds: 30) == (isHeld ? 75 : 0))
    #expect((program.read("spool/box") == SampleMail.mbox(3)) == isHeld)
  }

  private static let names = [
    "../u", "/abs", "~/t", ".profile", "|cmd", "-rf", "CON", "a/../b", String(repeating: "x", count: 300), "n\0ul",
    "esc\u{1b}[2Jx", "bidi\u{202e}gnp.exe", "same.txt", "same.txt", "same.txt", "existing", "link",
  ]

  private static func parts(_ disposition: (String) -> String) -> String {
    var text = "From a@example.org Mon Mar  2 10:00:00 2026\nFrom: a@example.org\nMIME-Version: 1.0\n"
    text += "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\ntext\n"
    for name in names { text += "--b\nContent-Type: application/x-part\n\(disposition(name))\n\npart\n" }
    return text + "--b--\n\n"
  }

  private static func percent(_ name: String) -> String {
    name.utf8.map { "%" + String(($0 >> 4) & 15, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  static let spellings: [String] = ["plain", "RFC 2231", "encoded-word"]

  @Test("S70, S71: parts of every name stay in the folder, and nothing is overwritten", arguments: spellings)
  func names(_ spelling: String) throws {
    let program = try Program()
    defer { program.cleanUp() }
    try program.write(
      "box",
      Self.parts { name in
        switch spelling {
        case "RFC 2231": "Content-Disposition: attachment; filename*=utf-8''" + Self.percent(name)
        case "encoded-word":
          "Content-Disposition: attachment;\n filename=\"=?utf-8?B?\(Data(name.utf8).base64EncodedString())?=\""
        default: "Content-Disposition: attachment; filename=\"\(name)\""
        }
      })
    try program.write("out/existing", "mine")
    try program.write("victim", "precious")
    let link = program.file("out/link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: program.file("victim"))
    let before = try FileManager.default.contentsOfDirectory(atPath: program.home).sorted()
    let run = try program.run(["-N", "-f", "box"], input: "write 1 out/text\nexit\n")
    #expect(run.status == 0, "\(run.errors)")
    let after = try FileManager.default.contentsOfDirectory(atPath: program.home).filter { !$0.hasPrefix(".") }.sorted()
    #expect(after == before.filter { !$0.hasPrefix(".") })
    #expect(!FileManager.default.fileExists(atPath: "/abs"))
    #expect(program.read("victim") == "precious" && program.read("out/existing") == "mine")
    let made = try FileManager.default.contentsOfDirectory(atPath: program.file("out"))
    #expect(made.count == Self.names.count + 3, "\(made.sorted())")
    for name in made where name != "existing" && name != "link" {
      #expect(!name.hasPrefix(".") && !name.hasPrefix("-") && name.utf8.count <= 255, "\(name)")
      #expect(name.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 && $0.value != 0x202e }, "\(name)")
      let attributes = try FileManager.default.attributesOfItem(atPath: program.file("out/" + name))
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
  }

  @Test("S72: names are expanded as documented and never run") func fileNames() throws {
    let program = try Program(rc: ["set folder=\(NSTemporaryDirectory())/none-such"])
    defer { program.cleanUp() }
    try program.write("box", SampleMail.mbox(1))
    _ = try program.run(
      ["-N", "-f", "box"],
      input:
        "copy 1 '|touch P1'\ncopy 1 \"sp ace\"\ncopy 1 '$(touch P2)'\ncopy 1 ';touch P3'\ncopy 1 '`touch P4`'\nexit\n")
    for number in 1...4 { #expect(program.read("P\(number)") == nil) }
    #expect(SampleMail.numbers(in: program.read("sp ace") ?? "") == [1])
  }

  @Test("R08, R09: two of them on one mailbox: both deletions count, and nothing else goes", arguments: [false, true])
  func twoPrograms(_ isInPlace: Bool) throws {
    let program = try Program()
    defer { program.cleanUp() }
    try program.write("box", SampleMail.mbox(9))
    if isInPlace { try FileManager.default.linkItem(atPath: program.file("box"), toPath: program.file("other")) }
    let line = "\(Program.path) -n -N -f box"
    let script = "!printf 'type 5\\ndelete 5\\nquit\\n' | \(line)\n"
    let deliver = "!cat >>box <more\n"
    try program.write("more", SampleMail.message(10))
    let run = try program.run(["-N", "-f", "box"], input: "type 2\ndelete 2\n" + script + deliver + "quit\n")
    let left = SampleMail.numbers(in: program.read("box") ?? "")
    if isInPlace, run.status != 0 {
      // What was not looked at cannot be told from others: then nothing is written, and that is said.
      #expect(left == [1, 2, 3, 4, 6, 7, 8, 9, 10] && !run.errors.isEmpty)
    } else {
      #expect(left == [1, 3, 4, 6, 7, 8, 9, 10], "\(run.errors)")
    }
  }

  static let oddBoxes: [String] = [
    "From a@x Mon Mar  2 10:00:00 2026\nS: 1\n\n>From x\n>>From y\nFrom here\n\nFrom text it is\nend\n\n"
      + "From b@x Mon Mar  2 10:00:00 2026\nS: 2\n\nlast",
    "From a@x Mon Mar  2 10:00:00 2026\r\nS: 1\r\n\r\ntext\r\n\r\nFrom b@x Mon Mar  2 10:00:00 2026\r\nS: 2\r\n\r\nx\r\n\r\n",
    "From a@x Mon Mar  2 10:00:00 2026\nContent-Length: 9999\n\nlie\n\nFrom b@x Mon Mar  2 10:00:00 2026\nS: 2\n\nx\n\n",
    "From a@x Mon Mar  2 10:00:00 2026\nContent-Length: 3\nS: 1\n\nlonger than it says\n\n"
      + "From b@x Mon Mar  2 10:00:00 2026\n\n\n",
  ]

  @Test("R10: odd mailboxes come back byte by byte but for Status", arguments: oddBoxes)
  func roundTrip(_ box: String) throws {
    let program = try Program()
    defer { program.cleanUp() }
    try program.write("box", box)
    let run = try program.run(["-N", "-f", "box"], input: "flag 1\nquit\n")
    #expect(run.status == 0, "\(run.errors)")
    let bytes = (program.read("box") ?? "").utf8.split(separator: 10, omittingEmptySubsequences: false)
    let left = bytes.filter { !$0.starts(with: "Status: ".utf8) && !$0.starts(with: "X-Status: ".utf8) }
    #expect(left.map { Array($0) } == box.utf8.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) })
  }

  static let bad: [(name: String, words: String)] = [
    ("missing", "No such file"), ("folder", "neither Maildir nor MH"), ("pipe", "not a regular file"),
    ("/dev/zero", "not a regular file"), ("/dev/null", "not a regular file"), ("binary", "not a mailbox"),
    ("huge", "not a mailbox"),
  ]

  @Test("What is no mailbox is told, and not written to", arguments: bad) func badInput(
    _ example: (name: String, words: String)
  ) throws {
    let program = try Program()
    defer { program.cleanUp() }
    try program.write("binary", Data((0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7) }))
    try FileManager.default.createDirectory(atPath: program.file("folder"), withIntermediateDirectories: false)
    #expect(mkfifo(program.file("pipe"), 0o600) == 0)
    if example.name == "huge" {
      try program.write("huge", "")
      // A hole of 5 GB costs nothing on the disk.
      guard truncate(program.file("huge"), 5 << 30) == 0 else { return }
    }
    let path = example.name.hasPrefix("/") ? example.name : program.file(example.name)
    let before = Self.modified(path)
    let run = try program.run(["-N", "-f", example.name], input: "delete 1\nquit\n", seconds: 120)
    #expect(run.status != 0 && run.errors.contains(example.words), "\(run.errors)")
    #expect(Self.modified(path) == before)
  }

  private static func modified(_ path: String) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
  }

  static let dates = [
    "Tue, 19 Jan 2038 03:14:08 +0000", "Fri, 13 Dec 1901 20:45:51 +0000", "Mon, 1 Jan 1900 00:00:00 -1200",
    "Fri, 31 Dec 9999 23:59:60 +1400", "Thu, 32 Foo 2026 99:99:99 +9999", "0", "Mon, 30 Mar 2026 02:30:00 +0100",
  ]

  @Test("R16: dates of every age, zones of either sign", arguments: ["UTC", "America/St_Johns", "<-12>12", "nowhere"])
  func dates(_ zone: String) throws {
    let program = try Program()
    defer { program.cleanUp() }
    var box = ""
    for (number, date) in Self.dates.enumerated() {
      box += "From a@x Mon Mar  2 10:00:0\(number) 2026\nDate: \(date)\nSubject: m\(number)\n\ntext\n\n"
    }
    try program.write("box", box)
    let run = try program.run(
      ["-N", "-f", "box"], input: "set datefield\nsort date\nheaders\nexit\n", environment: ["TZ": zone])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.components(separatedBy: "   m").count == Self.dates.count + 1)
    let (old, new) = (run.output.firstRange(of: "   m1\n"), run.output.firstRange(of: "   m0\n"))
    #expect(try #require(old).lowerBound < #require(new).lowerBound)
  }

  @Test("writebackedited: what edit made of a message stays in its mailbox", arguments: [true, false])
  func editedMessages(_ isSystem: Bool) throws {
    let program = try Program(rc: ["set writebackedited EDITOR=./editor"])
    defer { program.cleanUp() }
    try program.write("inbox", SampleMail.mbox(3))
    try program.write("editor", "#!/bin/sh\nsed 's/^Subject:.*/Subject: edited/' \"$1\" >new && cat new >\"$1\"\n")
    #expect(chmod(program.file("editor"), 0o700) == 0)
    let run = try program.run(["-N"] + (isSystem ? [] : ["-f", "inbox"]), input: "edit 2\nquit\n")
    #expect(run.status == 0, "\(run.errors)")
    let box = program.read("inbox") ?? ""
    #expect(box.contains("Subject: edited\n") && !box.contains("Subject: message number 2\n"))
    #expect(box.components(separatedBy: "\nFrom sender").count == 3)
    #expect(program.read("mbox") == nil)
  }
}
