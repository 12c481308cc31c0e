import Foundation
import Testing

/// Dialogues with a mailbox, as people and scripts hold them.
@Suite struct ReadingTests {
  private static let box = """
    From ann@example.org Thu Apr 30 14:57:00 2026
    Date: Thu, 30 Apr 2026 14:57:00 +0000
    From: Ann Example <ann@example.org>
    To: tom@example.org
    Subject: How are you these days?

    Fine weather here.

    From bob@example.org Fri May  1 06:25:00 2026
    Date: Fri, 1 May 2026 06:25:00 +0000
    From: bob@example.org
    To: tom@example.org
    Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: quoted-printable

    Zeile =C3=A4=C3=B6=C3=BC


    """

  private func program(_ rc: [String] = []) throws -> Program {
    let program = try Program(rc: rc)
    try program.write("inbox", Self.box)
    return program
  }

  @Test func bannerAndSummary() throws {
    let program = try program()
    defer { program.cleanUp() }
    let run = try program.run([], input: "x\n")
    #expect(run.status == 0 && run.errors == "")
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    try #require(lines.count >= 4)
    #expect(lines[0].hasPrefix("mail version ") && lines[0].hasSuffix("Type ? for help."))
    #expect(lines[1] == "\"\(program.file("inbox"))\": 2 messages 2 new")
    #expect(lines[2].hasPrefix(">N  1 ann@example.org"))
    #expect(lines[2].contains("Thu Apr 30 14:57") && lines[2].contains("How are you these days?"))
    #expect(lines[3].hasPrefix(" N  2 bob@example.org") && lines[3].contains("Grüße"))
    #expect(program.read("inbox") == Self.box)
  }

  @Test("A long text goes to a command piece by piece, and one that no memory holds as a whole is told")
  func longMessages() throws {
    let program = try program()
    defer { program.cleanUp() }
    let lines = String(repeating: "A line of many.\n", count: 2_200_000)
    try program.write("long", "From a@x.org Fri May  1 06:25:00 2026\nFrom: a@x.org\n\n\(lines)>From the end\n\n")
    let run = try program.run(
      ["-N", "-f", "long"], input: "pipe 1 \"wc -l\"\nPipe 1 \"tail -n 2\"\npipe 1 \"head -n 1\"\nx\n")
    #expect(run.status == 0 && run.errors == "")
    #expect(
      run.output.hasSuffix("2200003\nA line of many.\n>From the end\nFrom: a@x.org\n"), "\(run.output.suffix(200))")
    try program.write(
      "parts",
      "From a@x.org Fri May  1 06:25:00 2026\nFrom: a@x.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n\(lines)"
    )
    try program.write("commands", "print 1\nfrom 1\nsave 1 saved\nx\n")
    let script = "ulimit -v 100000; exec \"$0\" -n -N -f parts <commands"
    let child = try ChildProcess(
      ["/bin/sh", "-c", script, Program.path], in: program.home, environment: ["HOME": program.home],
      output: program.file("out"), errors: program.file("errors"))
    #expect(child.wait(seconds: 60) == 0)
    #expect(program.read("out")?.contains("\"saved\" [New file]") == true)
    let size = 62 + lines.utf8.count
    let words = "mail: 1: a message of \(size) bytes is too large to be read as a whole here\n"
    #expect(program.read("errors")?.hasPrefix(words) == true)
  }

  @Test("Names in double quotes mean the folder that they mean without; single quotes keep them as they are")
  func quotedFolders() throws {
    let program = try program(["set folder=mail"])
    defer { program.cleanUp() }
    try program.write("mail/p q", Self.box)
    let commands = [
      "copy 1 \"+x y\"", "copy 1 \"~/q r\"", "copy 1 \"$HOME/t u\"", "copy 1 \"&\"", "write 1 \"~/w x\"",
      "copy 1 '+l m'",
      "copy 1 \\+n", "copy 1 '&'", "file \"+p q\"", "! mkdir in", "cd \"$HOME/in\"", "copy 1 here",
      "echo $mailbox-resolved", "file ../inbox", "file \"#\"",
    ]
    let run = try program.run(["-N", "-f", "inbox"], input: commands.joined(separator: "\n") + "\nx\n")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    for name in ["mail/x y", "q r", "t u", "mbox", "+l m", "+n", "&", "in/here"] {
      #expect(program.read(name)?.hasPrefix("From ann@example.org") == true, "\(name)")
    }
    #expect(program.read("w x") == "Fine weather here.\n")
    #expect(run.output.contains("\"\(program.file("mbox"))\" [New file]") && run.output.contains("\"&\" [New file]"))
    #expect(run.output.contains("\n\(program.file("mail/p q"))\n"), "\(run.output)")
    #expect(run.output.components(separatedBy: "/mail/p q\": 2 messages").count == 3)
  }

  @Test(
    "A name of an author or recipient is a file here, never another folder",
    arguments: ["%me", "#", "%", "+x", "@a", "here"])
  func namesOfPeople(_ name: String) throws {
    let program = try program()
    defer { program.cleanUp() }
    try program.write("spool/me", "")
    try program.write(
      "inbox", "From a@x.org Mon Mar  2 10:00:00 2026\nFrom: \"\(name)\"@x.org\nSubject: hi\n\ntext\n\n")
    let settings = ["-S", "spool-directory=\(program.file("spool"))", "-S", "mta=test:\(program.file("sent"))"]
    for command in ["Copy 1", "Write 1", "followup 1\nanswer\n."] {
      let run = try program.run(settings + ["-N"], input: command + "\nx\n")
      #expect(run.status == 0 && run.errors == "", "\(command): \(run.output)\(run.errors)")
    }
    let file = try #require(program.read(name))
    #expect(file.hasPrefix("From a@x.org") && file.contains("\ntext\n") && file.contains("\nanswer\n"), "\(file)")
    #expect(program.read("spool/me") == "")
  }

  @Test func aLoneNumberIsAMessageToDetachFrom() throws {
    let program = try Program()
    defer { program.cleanUp() }
    try program.write(
      "inbox",
      "From a@x.org Mon Mar  2 10:00:00 2026\nContent-Type: text/plain; name=a.txt\n"
        + "Content-Disposition: attachment; filename=a.txt\n\none\n\n")
    let run = try program.run(["-N"], input: "detach 1\nx\n")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    #expect(program.read("a.txt")?.hasPrefix("one\n") == true)
  }

  @Test func readMessageMovesToMbox() throws {
    let program = try program()
    defer { program.cleanUp() }
    let run = try program.run(["-N"], input: "print 1\nquit\n")
    #expect(run.status == 0)
    #expect(run.output.contains("Fine weather here."))
    #expect(run.output.contains("Saved 1 message in"))
    #expect(run.output.contains("Held 1 message in \(program.file("inbox"))"))
    let mbox = try #require(program.read("mbox"))
    #expect(mbox.contains("How are you these days?") && mbox.contains("Status: RO"))
    let inbox = try #require(program.read("inbox"))
    #expect(!inbox.contains("ann@example.org") && inbox.contains("bob@example.org") && inbox.contains("Status: O"))
  }

  @Test func exitChangesNothing() throws {
    let program = try program()
    defer { program.cleanUp() }
    let run = try program.run(["-N"], input: "print 2\ndelete 1\nexit\n")
    #expect(run.status == 0)
    #expect(run.output.contains("Zeile äöü"))
    #expect(program.read("inbox") == Self.box)
    #expect(program.read("mbox") == nil)
  }

  @Test func statusOfCheck() throws {
    let program = try program()
    defer { program.cleanUp() }
    #expect(try program.run(["-e"]).status == 0)
    try program.write("inbox", "")
    let empty = try program.run(["-e"])
    #expect(empty.status == 1 && empty.output == "" && empty.errors == "")
    let none = try program.run([])
    #expect(none.status == 1 && none.errors.contains("No mail for"))
  }

  @Test func writingToTheNullDeviceSavesTheAttachmentsHere() throws {
    let program = try program()
    defer { program.cleanUp() }
    try program.write(
      "files",
      "From a@x.org Mon May  4 10:00:00 2026\nSubject: f\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\ntext\n--B\n"
        + "Content-Disposition: attachment; filename=n.txt\n\nattached\n--B--\n\n")
    let run = try program.run(["-f", "files"], input: "write 1 /dev/null\nx\n")
    #expect(run.errors == "" && run.output.contains("\"n.txt\" [New file]"), "\(run.output)\(run.errors)")
    #expect(program.read("n.txt") == "attached")
  }

  @Test func escapeCodesNeverReachTheOutput() throws {
    let program = try program()
    defer { program.cleanUp() }
    try program.write(
      "evil",
      "From a@example.org Mon May  4 10:00:00 2026\nFrom: \u{1b}]0;own\u{7}\u{9b}2J <a@example.org>\n"
        + "Subject: =?utf-8?B?G1sySgpCY2M6IHg=?=\n\ntext \u{1b}[2J\u{8}\u{8} \u{9b}31m end\r tail\n\n")
    let run = try program.run(["-f", "evil"], input: "print 1\nheaders\nx\n")
    let forbidden = run.output.unicodeScalars.filter { scalar in
      (scalar.value < 32 && scalar != "\n" && scalar != "\t") || (0x7f...0x9f).contains(scalar.value)
    }
    #expect(forbidden.isEmpty)
  }
}
