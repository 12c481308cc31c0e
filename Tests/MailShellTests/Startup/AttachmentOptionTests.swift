import MailBytes
import MailSystem
import MailTesting
import Testing

@testable import MailShell

/// GNU's options for single attachments, and texts in several forms.
@Suite struct AttachmentOptionTests {
  private static let files = [(name: "page.txt", text: "page\n"), (name: "empty", text: "")]

  private func sent(_ arguments: [String], input: String = "body\n") throws -> String {
    let run = try SendingRun(arguments + ["a@x.org"], input: input, files: Self.files)
    #expect(run.status == 0, "\(run.errors.text)")
    return try #require(run.sent)
  }

  @Test func typeEncodingAndNames() throws {
    let message = try sent([
      "--content-type=text/html", "--encoding=quoted-printable", "--content-name=n.htm", "--content-filename=f.htm",
      "--attach=@HOME@/page.txt",
    ])
    #expect(message.contains("Content-Type: text/html; charset=us-ascii; name=n.htm\n"))
    #expect(message.contains("Content-Disposition: attachment; filename=f.htm\n"))
    #expect(message.components(separatedBy: "Content-Transfer-Encoding: quoted-printable\n").count == 3)
    // As in GNU mail, a type of text holds for the text too.
    #expect(message.contains("Content-Type: text/html; charset=us-ascii\n"))
  }

  @Test func aTypeOfNoTextIsForTheAttachmentAlone() throws {
    let message = try sent(["--content-type=image/png", "--attach=@HOME@/page.txt"])
    #expect(message.contains("Content-Type: text/plain; charset=us-ascii\n"))
    #expect(message.contains("Content-Type: image/png; name=page.txt\n"))
  }

  @Test func alternatives() throws {
    let message = try sent(["--alternative", "--content-type=text/html", "-A", "@HOME@/page.txt"])
    #expect(message.contains("Content-Type: multipart/alternative;"))
    #expect(!message.contains("Content-Disposition"))
    #expect(try sent(["--alternative", "--no-alternative", "-A", "@HOME@/page.txt"]).contains("multipart/mixed"))
  }

  @Test func aTildeIsTheHomeFolder() throws {
    for arguments in [
      ["-a", "~/page.txt"], ["--attach=~/page.txt"], ["-A", "~/page.txt"], ["-a", "~/page.txt=utf-8"],
    ] {
      #expect(try sent(arguments).contains("filename=page.txt\n"))
    }
  }

  @Test func theEscapesOfGNU() throws {
    let run = try SendingRun(
      ["a@x.org"], input: "subj\n~+ @HOME@/page.txt text/html base64\n~/\nbody\n~.\n", isTerminal: true,
      files: Self.files)
    let message = try #require(run.sent)
    #expect(message.contains("Content-Type: multipart/alternative;"))
    #expect(message.contains("Content-Transfer-Encoding: base64\n"))
    #expect(!message.contains("Content-Disposition"))
  }

  @Test func emptyPartsAreLeftOut() throws {
    let options = ["--attach=@HOME@/empty", "--attach=@HOME@/page.txt"]
    #expect(try sent(["--skip-empty-attachments"] + options).components(separatedBy: "Content-Type:").count == 4)
    #expect(!(try sent(["--skip-empty-attachments"] + options, input: "").contains("multipart")))
    #expect(try sent(options).components(separatedBy: "Content-Type:").count == 5)
  }

  @Test func theNullDeviceIsAnEmptyFile() throws {
    #expect(!(try sent(["--skip-empty-attachments", "--attach=/dev/null"]).contains("multipart")))
    #expect(try sent(["--attach=/dev/null"]).contains("filename=null"))
  }

  @Test func theInputAsAnAttachment() throws {
    let message = try sent(["--content-filename=log.txt", "-A", "-"], input: "from the pipe\n")
    #expect(message.contains("filename=log.txt\n\nfrom the pipe\n"))
  }

  @Test func charsets() throws {
    let files = [(name: "u", text: "caf\u{e9}\n"), (name: "l", text: String(keeping: [0x63, 0xe9, 0x0a]))]
    for (argument, expected) in [
      ("u=utf-8#iso-8859-1", "charset=iso-8859-1; name=u\nContent-Transfer-Encoding: quoted-printable\n"),
      ("u=-#iso-8859-1", "\n\ncaf=E9\n"), ("l=iso-8859-1#utf-8", "\n\nc=C3=A9\n"), ("l=-#utf-8", "\n\nc=C3=A9\n"),
      ("l=-", "charset=iso-8859-1; name=l\n"), ("l=koi8-r", "charset=koi8-r; name=l\n"), ("l=koi8-r#-", "\n\nc=E9\n"),
    ] {
      let run = try SendingRun(["-a", "@HOME@/\(argument)", "a@x.org"], files: files)
      #expect(run.status == 0, "\(run.errors.text)")
      #expect(run.sent?.contains(expected) ?? false, "\(argument): \(run.sent ?? "")")
    }
    for argument in ["u=utf-8#us-ascii", "u=utf-8#nonsense", "u=nonsense#utf-8", "l=utf-8#iso-8859-1"] {
      let run = try SendingRun(["-a", "@HOME@/\(argument)", "a@x.org"], files: files)
      #expect(run.status == 65 && run.sent == nil)
    }
  }

  @Test func pipesAreReadToTheirEnd() throws {
    let folder = try TemporaryDirectory()
    let pipe = folder.file("log.txt")
    for arguments in [["-a", pipe], ["-A", pipe], ["-m", pipe], ["-q", pipe]] {
      _ = try Launcher.runShell("rm -f \(pipe); mkfifo \(pipe); (sleep 0.1; echo from the pipe) >\(pipe) &")
      let run = try SendingRun(arguments + ["a@x.org"])
      #expect(run.status == 0, "\(run.errors.text)")
      #expect(run.sent?.contains("\n\nfrom the pipe\n") ?? false)
    }
    #expect(try SendingRun(["-a", "/dev/zero", "a@x.org"]).sent == nil)
  }

  @Test func colouredInput() throws {
    let message = try sent(["--html=auto"], input: "a \u{1b}[31mred\u{1b}[0m <b>\n")
    #expect(message.contains("multipart/alternative"))
    #expect(message.contains("\na red <b>\n"))
    #expect(message.contains("<span style=\"color:#cd0000\">red</span> &lt;b&gt;"))
    #expect(!(try sent(["--html=auto"], input: "plain\n").contains("multipart")))
  }

  @Test func whatHoldsNULIsNotColouredText() throws {
    let message = try sent([], input: "\u{1b}[31m\0\n")
    #expect(message.contains("G1szMW0ACg=="))
  }
}
