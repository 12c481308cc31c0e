import Testing

@testable import MailShell

@Suite struct MailcapTests {
  private func mailcap(_ text: String) -> Mailcap {
    var mailcap = Mailcap()
    mailcap.add(Array(text.utf8))
    return mailcap
  }

  @Test func entries() {
    let mailcap = mailcap(
      "# comment\nimage/*; show %s\ntext/html; dump \\; %s; copiousoutput\nvideo/x; a; test=true\napplication/pdf; \\\n pdf %s\nbad\n"
    )
    #expect(mailcap.entry(for: "image/png")?.command == "show %s")
    #expect(mailcap.entry(for: "text/html") == .init(type: "text/html", command: "dump ; %s", printsText: true))
    #expect(mailcap.entry(for: "application/pdf")?.command == "pdf %s")
    #expect(mailcap.entry(for: "video/x") == nil)
    #expect(mailcap.entries.count == 3)
  }

  @Test(
    "Nothing of the message reaches the shell unquoted",
    arguments: [
      ("show %s", "show '/tmp/a'\\''b'"), ("show '%s'", "show '/tmp/a'\\''b'"),
      ("show \"%s\" %t", "show '/tmp/a'\\''b' 'x/$(id)'"),
      ("x %{charset} %n %%", "x   %"), ("cat", "cat"), ("x %", "x %"),
    ])
  func command(_ template: String, _ line: String) {
    #expect(Mailcap.command(template, file: "/tmp/a'b", type: "x/$(id)").line == line)
  }
}
