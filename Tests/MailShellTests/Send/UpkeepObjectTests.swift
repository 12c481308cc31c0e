import Testing

@testable import MailShell

/// The objects that `--json` prints about the queue and the check.
@Suite struct UpkeepObjectTests {
  private static let waiting = """
    mail-queue 1
    state waiting
    created 1700000000
    next 1700000900
    tries 2
    account work
    route smtp smtp://ann@h.org
    from me@x.org
    to a@x.org
    to b@x.org
    reason 451 "later"

    Message-ID: <id@x.org>
    Subject: s

    t

    """

  @Test func theQueue() throws {
    let doubt = Self.waiting.replacing("state waiting", with: "state sending").replacing("account work\n", with: "")
    let files = [("1-a", Self.waiting), ("2-b", doubt), ("3-c", "broken\n")].map {
      (name: ".local/state/mail/queue/" + $0.0, text: $0.1)
    }
    let run = try SendingRun(["--json", "--queue"], files: files)
    #expect(run.status == 0 && run.errors.text.isEmpty)
    let lines = run.output.text.split(separator: "\n").map(String.init)
    #expect(
      lines == [
        #"{"name":"1-a","state":"waiting","created":"2023-11-14T22:13:20Z","next_try":"2023-11-14T22:28:20Z","tries":2,"#
          + #""from":"me@x.org","recipients":["a@x.org","b@x.org"],"account":"work","message_id":"id@x.org","#
          + #""reason":"451 \"later\""}"#,
        #"{"name":"2-b","state":"in_doubt","created":"2023-11-14T22:13:20Z","next_try":null,"tries":2,"#
          + #""from":"me@x.org","recipients":["a@x.org","b@x.org"],"account":null,"message_id":"id@x.org","#
          + #""reason":"451 \"later\""}"#,
        #"{"name":"3-c","state":"damaged","created":null,"next_try":null,"tries":null,"from":null,"recipients":[],"#
          + #""account":null,"message_id":null,"reason":null}"#,
      ])
  }

  @Test func aRemoval() throws {
    let name = ".local/state/mail/queue/1-a"
    let run = try SendingRun(["--json", "--queue", "1-a"], files: [(name: name, text: Self.waiting)])
    #expect(run.status == 0 && run.folder.text(of: name) == nil)
    #expect(run.output.text.hasPrefix(#"{"name":"1-a","state":"removed","#), "\(run.output.text)")
  }

  /// A name that is wrong keeps the others from being removed.
  @Test(arguments: ["--queue", "--flush"], ["none", "2-b"]) func anUnknownName(_ option: String, _ word: String) throws
  {
    let name = ".local/state/mail/queue/1-a"
    let run = try SendingRun([option, "1-a", word], files: [(name: name, text: Self.waiting)])
    #expect(run.status == 64 && run.folder.text(of: name) != nil)
    #expect(run.errors.text.contains(word), "\(run.errors.text)")
  }

  @Test func theCheck() throws {
    let run = try SendingRun(["--json", "--check"], rc: ["set autoosrt=x"])
    #expect(run.status == 0)
    #expect(run.output.text.hasPrefix(#"{"status":0,"steps":[{"kind":"warning","text":""#), "\(run.output.text)")
    #expect(run.output.text.hasSuffix("}],\"error\":null}\n") && !run.output.text.contains("✓"), "\(run.output.text)")
    #expect(run.output.text.split(separator: "\n").count == 1)
    let failed = try SendingRun(["--json", "--check"], rc: QueueTests.unreachable, usesTestTransport: false)
    #expect(failed.status == 75)
    #expect(failed.output.text.hasPrefix(#"{"status":75,"#) && failed.output.text.contains(#""error":"c"#))
  }

  @Test func noSecretShows() throws {
    let rc = ["set mta=smtp://ann:geheim@127.0.0.1:1 from=me@x.org smtp-auth-password=geheim password=geheim"]
    let run = try SendingRun(["--json", "--check"], rc: rc, usesTestTransport: false)
    #expect(!run.output.text.isEmpty && !(run.output.text + run.errors.text).contains("geheim"), "\(run.output.text)")
  }
}
