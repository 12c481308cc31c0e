import Testing

@testable import MailLanguage

@Suite struct OptionParserTests {
  private let files = ["report.pdf", "body.txt", "X-A: b", "box"]

  private func parse(_ arguments: [String], program: String = "mail") throws -> ParsedOptions {
    let probe = OptionProbe(
      fileExists: { [files] in files.contains(String(decoding: $0, as: UTF8.self)) },
      isCommand: { ["set", "echo", "mail"].contains($0) })
    return try OptionParser.parse(arguments.map(bytes), programName: program, probe: probe)
  }

  /// The options as `key=value`, sorted by their place.
  private func items(_ arguments: [String], program: String = "mail") throws -> [String] {
    try parse(arguments, program: program).items.map { item in
      item.value.isEmpty ? "\(item.key)" : "\(item.key)=\(item.string)"
    }
  }

  @Test(arguments: [
    (["-s", "x", "a@b"], ["subject=x"]), (["-sx", "a@b"], ["subject=x"]), (["-s", "", "a@b"], ["subject"]),
    (["a@b", "-s", "late"], ["subject=late"]), (["-Nn"], ["noSummary", "noSystemFile"]),
    (["-vsx", "a@b"], ["verbose", "subject=x"]), (["-a", "report.pdf", "a@b"], ["attach=report.pdf"]),
    (["-a", "X-B: c", "a@b"], ["header=X-B: c"]), (["-a", "X-A: b", "a@b"], ["attach=X-A: b"]),
    (["-a", "report.pdf=utf-8#", "a@b"], ["attach=report.pdf"]), (["--attach=box", "a@b"], ["attach=box"]),
    (["--append", "A: b", "a@b"], ["header=A: b"]), (["-C", "A: b", "a@b"], ["header=A: b"]),
    (["-A", "work", "a@b"], ["account=work"]), (["-A", "box", "a@b"], ["accountOrFile=box"]),
    (["-A", "-", "a@b"], ["attach=-"]),
    (["-E", "a@b"], ["skipEmpty"]), (["-E", "set nonullbody", "a@b"], ["command=set nonullbody"]),
    (["-Es", "x", "a@b"], ["skipEmpty", "subject=x"]), (["-E", "mail@b"], ["skipEmpty"]),
    (["--exec=set x", "a@b"], ["command=set x"]), (["-M", "text/html", "a@b"], ["bodyType=text/html"]),
    (["-M", "a@b"], ["mime"]), (["-Mtext/html", "a@b"], ["bodyType=text/html"]),
    (["-M", "text/html; charset=utf-8", "a@b"], ["bodyType=text/html; charset=utf-8"]),
    (["-M", "text/plain ;format=flowed", "a@b"], ["bodyType=text/plain ;format=flowed"]),
    (["-M", "ann/x b@c; d", "a@b"], ["mime"]),
    (["-q", "body.txt", "a@b"], ["quoteFile=body.txt"]),
    (["-q", "missing.txt", "a@b"], ["quoteFile=missing.txt"]), (["a@b", "-q", "missing"], ["quoteFile=missing"]),
    (["-s", "x", "-q", "missing", "tom"], ["subject=x", "quoteFile=missing"]),
    (["-q", "tom"], ["quitOnInterrupt"]), (["-q", "a@b", "c@d"], ["quitOnInterrupt"]),
    (["-q", "-f", "box"], ["quitOnInterrupt", "file"]), (["-f", "-q", "box"], ["file", "quitOnInterrupt"]),
    (["-q"], ["quitOnInterrupt"]), (["-q", "-", "a@b"], ["quoteFile=-"]), (["-R", "-f", "box"], ["readOnly", "file"]),
    (["-R", "me@x", "-s", "x", "a@b"], ["replyTo=me@x", "subject=x"]), (["-R"], ["readOnly"]),
    (["-h", "7", "a@b"], ["hops=7"]), (["-h"], ["help"]), (["-T", "Cc: a@b"], ["receiver=Cc: a@b"]),
    (["-T", "ids"], ["idFile=ids"]), (["-r", "Ann <a@b>", "c@d"], ["from=Ann <a@b>"]), (["-:/"], ["startupFiles=/"]),
    (["-S", "a=b", "-S", "noc"], ["set=a=b", "set=noc"]), (["--subj=x", "a@b"], ["subject=x"]),
    (["--return-address", "a@b", "c@d"], ["from=a@b"]), (["--to", "a@b"], ["template"]), (["-t"], ["template"]),
    (["--no-user-config"], ["noUserFile"]), (["--json", "-H"], ["json", "summary"]),
    (["-vv", "a@b"], ["verbose", "verbose"]),
    (["-~", "a@b"], ["tildeEscapes"]), (["-#"], ["batch"]), (["-V"], ["version"]), (["--version", "--bad"], []),
    (["--debug-level=9", "a@b"], ["ignored=9"]), (["-Rrep@x", "-s", "x", "a@b"], ["replyTo=rep@x", "subject=x"]),
    (["-Rf", "box"], ["readOnly", "file"]), (["-Rrep@x", "-f", "box"], ["readOnly", "from=ep@x", "file"]),
  ]) func options(arguments: [String], expected: [String]) throws {
    if expected.isEmpty {
      #expect(throws: UsageError.self) { _ = try parse(arguments) }
    } else {
      #expect(try items(arguments) == expected)
    }
  }

  @Test(arguments: [
    ("bsd-mailx", ["-a", "X: y", "a@b"], ["header=X: y"]), ("mail.mailutils", ["-A", "work", "a@b"], ["attach=work"]),
    ("gnu-mail", ["-E", "-s", "subj", "a@b"], ["command=-s"]), ("nail", ["-q", "none", "a@b"], ["quoteFile=none"]),
    ("/usr/bin/s-nail", ["-h", "7"], ["help"]), ("mail", ["--dialect=gnu", "-A", "x", "a@b"], ["attach=x"]),
  ]) func dialects(program: String, arguments: [String], expected: [String]) throws {
    #expect(try items(arguments, program: program) == expected)
  }

  @Test(arguments: [
    (["-f", "box", "-N"], "box"), (["-N", "-f", "box"], "box"), (["-fN", "box"], "box"), (["-Hf", "box"], "box"),
    (["--file=box"], "box"), (["-f"], nil), (["-e", "-f", "box"], "box"), (["box", "-f"], "box"),
    (["-f", "--", "-b"], "-b"),
  ]) func files(arguments: [String], file: String?) throws {
    let options = try parse(arguments)
    #expect(options.mode == .read)
    #expect(text(options.file) == file)
    #expect(options.has(.file))
  }

  @Test(arguments: [
    ["-@", "a@b"], ["-s"], ["-s", "x"], ["-fbox"], ["-f", "a", "b"], ["-a", "missing", "a@b"], ["--nosuch"],
    ["--co", "x"],
    ["--version=1"], ["-H", "a@b"], ["-u", "joe", "a@b"], ["-f", "box", "-s", "x"], ["--dialect=x"], ["a@b", "-z"],
    ["--attach"], ["-e", "-s", "x"], ["-t", "-f", "box"], ["-t", "-H"], ["-T", "to:a@b", "-f"], ["-f", "-."],
  ]) func errors(arguments: [String]) {
    #expect(throws: UsageError.self) { _ = try parse(arguments) }
  }

  @Test("Letters of -: that nobody knows are refused", arguments: ["zz", "su,", "S", "none"])
  func lettersOfStartUpFiles(_ letters: String) throws {
    #expect(throws: UsageError.self) { _ = try parse(["-:", letters, "a@b"]) }
    #expect(throws: UsageError.self) { _ = try parse(["--resource-files=" + letters, "a@b"]) }
    for known in ["s", "su", "u", "x", "-", "/", "s/"] { #expect(try parse(["-:" + known, "a@b"]).has(.startupFiles)) }
  }

  @Test func recipientsAndDashes() throws {
    #expect(try parse(["a@b", "-s", "x", "c@d"]).recipients == [bytes("a@b"), bytes("c@d")])
    let dashed = try parse(["-s", "x", "--", "-f@b.c"])
    #expect(dashed.recipients == [bytes("-f@b.c")] && dashed.mode == .send)
    let trailing = try parse(["a@b", "--", "-odq", "--", "more"])
    #expect(trailing.recipients == [bytes("a@b")])
    #expect(trailing.trailing == [bytes("-odq")] && trailing.mailerArguments == [bytes("more")])
    #expect(try parse(["-."]).mode == .send)
    #expect(try parse(["-s", "x", "-.", "-a"]).recipients == [bytes("-a")])
    #expect(try parse(["-c", "a@b"]).mode == .send)
    #expect(try parse([]).mode == .read)
  }

  @Test func missingAttachmentIsNoInput() {
    let error = #expect(throws: UsageError.self) { _ = try parse(["-a", "missing", "a@b"]) }
    #expect(error?.exitStatus.rawValue == 66)
    #expect(error?.summary == "cannot attach missing: no such file")
  }

  @Test func twoReadingsWarn() throws {
    #expect(try parse(["-a", "X-A: b", "a@b"]).warnings.count == 1)
    #expect(try parse(["-a", "report.pdf", "a@b"]).warnings.isEmpty)
  }

  @Test func explanationNamesEveryArgument() throws {
    let arguments = ["-a", "X-B: c", "-s", "hello", "a@b"]
    let lines = try parse(arguments).explanation(of: arguments.map(bytes))
    #expect(lines.first == "mode: send a message")
    #expect(lines.contains("-a: a header field, for no file has this name [X-B: c]"))
    #expect(lines.last == "recipient: a@b")
  }

  @Test func mailtoURLs() throws {
    let options = try parse([
      "mailto:a%40b@x.org,c@d?subject=Hi%20there&cc=e@f&body=one%0D%0Atwo&bcc=evil@x&attach=/etc/passwd"
    ])
    #expect(options.recipients == [bytes("a@b@x.org"), bytes("c@d")])
    #expect(text(options.last(.subject)) == "Hi there")
    #expect(text(options.last(.bodyText)) == "one\ntwo")
    #expect(options.all(.cc) == [bytes("e@f")])
    #expect(options.all(.bcc).isEmpty && options.warnings.count == 2)
    #expect(MailtoURL(bytes("mailto:?subject=a%0Ab")).subject == bytes("a b"))
    #expect(MailtoURL(bytes("mailto:%zz@x.org")).to == [bytes("%zz@x.org")])
    for text in ["|sh", "/x", "+x", "~/x", "-f@x.org", "a@x.org%20|sh", "<|sh>", "a;|sh"] {
      let url = MailtoURL(bytes("mailto:\(text)?cc=\(text),ann@x.org"))
      #expect(url.to.isEmpty && url.foreign.count == 2 && url.cc == [bytes("ann@x.org")], "\(text)")
    }
  }

  @Test func everyLetterIsDeclaredOnce() {
    let letters = OptionDeclaration.all.map(\.letter).filter { $0 != 0x20 }
    #expect(Set(letters).count == letters.count)
    for byte in UInt8(0x21)...0x7e {
      let row = OptionParser.row(letter: byte)
      #expect(OptionLetter.named(byte)?.key == row?.key && OptionLetter.named(byte)?.argument == row?.argument)
    }
    let names = OptionDeclaration.all.map(\.long).filter { !$0.isEmpty }
    #expect(Set(names).count == names.count)
  }
}
