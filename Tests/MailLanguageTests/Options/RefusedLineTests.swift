import Testing

@testable import MailLanguage

/// Command lines that make no sense: what they were about all the same, and what is not to stand side by side.
@Suite struct RefusedLineTests {
  private func refused(_ words: [String]) throws -> ParsedOptions? {
    var parser = OptionParser(
      words.map(bytes), programName: "mail", probe: OptionProbe(fileExists: { _ in false }, isCommand: { _ in false }))
    #expect(throws: UsageError.self, "\(words)") { _ = try parser.parse() }
    return parser.messageRefused
  }

  @Test(
    "A message was to be sent",
    arguments: [
      (["-s"], []), (["-s", "x"], []), (["-c"], []), (["-b"], []), (["-a"], []), (["-m"], []), (["-t", "-s"], []),
      (["--subj"], []), (["--attach"], []), (["-vs"], []), (["-a", "missing"], []), (["-s", "x", "-z"], []),
      (["--bogus", "-s", "x"], []), (["-c", "c@x", "-s"], []), (["a@x", "-s"], ["a@x"]), (["a@x", "-A"], ["a@x"]),
      (["tom", "-S"], ["tom"]), (["-s", "x", "-f", "box"], []), (["-s", "x", "-e"], []),
      (["-f", "me@x", "you@x"], ["you@x"]), (["-f", "me@x", "you@x", "-s", "x"], ["you@x"]),
      (["-u", "me", "you@x"], ["you@x"]), (["--check", "a@x"], ["a@x"]), (["--flush", "-s", "x"], []),
      (["--queue", "a@x"], ["a@x"]), (["--resume", "a@x"], ["a@x"]),
      (["--bogus", "a@x", "b@x"], ["b@x"]), (["--dialect=none", "a@x"], ["a@x"]),
    ])
  func sends(_ words: [String], _ recipients: [String]) throws {
    let options = try #require(try refused(words), "\(words)")
    #expect(options.mode == .send)
    #expect(options.recipients == recipients.map(bytes), "\(words)")
  }

  @Test(
    "Nothing tells of a message",
    arguments: [
      ["-A"], ["-S"], ["-u"], ["--bogus"], ["--bogus", "-f", "box@x"], ["--bogus", "-e", "-u", "joe@x"], ["-e", "tom"],
      ["-H", "tom"], ["-f", "box", "other"], ["-u", "me", "box"], ["--queue", "--flush"], ["--queue", "1-a", "-f"],
      ["--resume", "1", "--check"], ["--flush", "tom"], ["--check", "tom"], ["-H", "a@x"], ["-e", "a@x"],
      ["--trust"], ["-V", "-s"],
    ])
  func reads(_ words: [String]) throws {
    #expect(try refused(words) == nil, "\(words)")
  }

  @Test func theSubjectIsKept() throws {
    #expect(try refused(["--bogus", "-s", "x"])?.last(.subject) == bytes("x"))
    #expect(try refused(["-s", "x", "-f", "me@x", "you@x"])?.last(.subject) == bytes("x"))
  }

  @Test(
    "What a check, the queue or a dead letter would pass over",
    arguments: [
      (["--queue", "--flush"], "--queue and --flush"), (["--flush", "--queue"], "--flush and --queue"),
      (["--check", "a@x"], "a@x"), (["--check", "-s", "x"], "--check and -s"), (["--check", "-f", "box"], "-f"),
      (["--resume", "-f", "box"], "--resume and -f"), (["--resume", "-s", "x"], "--resume and -s"),
      (["--resume", "--check"], "--resume and --check"), (["--flush", "-a", "X: y"], "-C"),
      (["--flush", "-r", "a@x"], "--flush and -r"),
      (["--queue", "a@x"], "--queue takes no address: a@x"), (["--flush", "1-a", "due", "tom"], "tom"),
      (["--resume", "1", "1x"], "1x"), (["--resume", ""], "--resume"), (["--trust", "h", "a@x"], "a@x"),
      (["--trust", "h", "-e"], "-e"),
      (["--explain", "--flush"], "--flush and --explain"), (["-t", "--queue"], "-t"), (["--queue", "-u", "me"], "-u"),
      (["--flush", "mailto:a@x", "-H"], "-H"),
    ])
  func together(_ words: [String], _ says: String) {
    let error = #expect(throws: UsageError.self) {
      _ = try OptionParser.parse(
        words.map(bytes), probe: OptionProbe(fileExists: { _ in false }, isCommand: { _ in false }))
    }
    #expect(error?.summary.contains(says) == true && error?.exitStatus == .usage, "\(error?.summary ?? "")")
  }

  @Test(arguments: [
    ["--check", "-r", "a@x"], ["--check", "-A", "work", "-v", "-v"], ["--flush", "due"],
    ["--flush", "1-a", "-d", "-v"],
    ["--queue", "1-a", "2-b", "--json"], ["--resume", "all"], ["--resume=box", "2"], ["-n", "-S", "a=b", "--flush"],
    ["-X", "x", "--queue"], ["--trust", "h", "-v"], ["--resume", "--resume"],
  ])
  func whatGoesTogether(_ words: [String]) throws {
    let options = try OptionParser.parse(
      words.map(bytes), probe: OptionProbe(fileExists: { _ in false }, isCommand: { _ in false }))
    #expect(options.mode == .read && options.items.contains { $0.key.isUpkeep })
  }

  @Test func theFileOfADeadLetter() throws {
    let options = try OptionParser.parse(
      ["--resume=/tmp/x", "all"].map(bytes), probe: OptionProbe(fileExists: { _ in false }, isCommand: { _ in false }))
    #expect(options.last(.resume) == bytes("/tmp/x") && options.file == nil && options.recipients == [bytes("all")])
  }
}
