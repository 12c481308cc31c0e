import Testing

/// Threads, other orders and collapsed threads, as the lists show them.
@Suite struct ThreadViewTests {
  /// Six messages: two threads, the first of which lies behind its answers.
  private static let box = """
    From a@x.org Mon Mar  2 10:00:00 2026
    From: Zed <ann@x.org>
    To: bob@x.org
    Subject: Re: plan
    Date: Mon, 2 Mar 2026 10:05:00 +0000
    Message-ID: <2@x.org>
    References: <1@x.org>
    Status: RO
    X-Status: F

    an answer

    From a@x.org Mon Mar  2 10:00:00 2026
    From: Bob <bob@x.org>
    To: Cid <cid@x.org>
    Subject: plan
    Date: Mon, 2 Mar 2026 10:03:00 +0000
    Message-ID: <1@x.org>
    Status: RO

    the plan

    From a@x.org Mon Mar  2 10:00:00 2026
    From: cid@x.org
    To: ann@x.org
    Subject: lunch
    Date: Mon, 2 Mar 2026 11:01:00 +0200
    Message-ID: <3@x.org>
    Status: RO

    at noon

    From a@x.org Mon Mar  2 09:00:00 2026
    From: dan@x.org
    To: zoe@x.org
    Subject: Fwd: lunch
    Message-ID: <4@x.org>
    Status: O

    by its subject

    From a@x.org Mon Mar  2 10:00:00 2026
    From: eve@x.org
    To: bob@x.org
    Subject: Re: plan
    Date: Mon, 2 Mar 2026 10:04:00 +0000
    Message-ID: <5@x.org>
    In-Reply-To: <1@x.org>
    Status: RO

    another answer

    From a@x.org Mon Mar  2 10:00:00 2026
    From: fay@x.org
    To: bob@x.org
    Subject: Re: plan
    Date: Mon, 2 Mar 2026 10:06:00 +0000
    Message-ID: <6@x.org>
    References: <1@x.org> <2@x.org>

    new


    """

  /// The numbers of the listed messages.
  private static func numbers(_ commands: [String], settings: [String] = []) throws -> String {
    let reader = try ScriptedReader(["set headline=%m"] + commands + ["x"], box: box, settings: settings)
    return (reader.text + reader.errors.text).split(separator: "\n").map { $0.filter { $0 != " " && $0 != ">" } }
      .joined(separator: " ")
  }

  @Test(
    "What is listed",
    arguments: [
      (["thread", "from *"], "3 4 2 5 1 6"), (["sort thread", "from 4-1"], "4 2 5 1"),
      (["thread 5"], "3 4 2 5 1 6"), (["thread 5", "="], "3 4 2 5 1 6 5"),
      (["sort date", "from *"], "4 3 2 5 1 6"), (["sort from", "from *"], "1 2 3 4 5 6"),
      (["set showname", "sort from", "from *"], "2 3 4 5 6 1"), (["sort to", "from *"], "3 1 5 6 2 4"),
      (["sort subject", "from *"], "3 4 1 2 5 6"), (["sort status", "from *"], "2 3 5 4 1 6"),
      (["sort status", "unsort", "from *"], "1 2 3 4 5 6"), (["from &2"], "1 2 5 6"),
      (["setdot 2", "from &"], "1 2 5 6"),
      (["setdot 6", "from ,"], "1"), (["setdot 4", "from ,"], "No such message"),
      (["sort size", "from *", "sort none"], "4 3 2 6 5 1"),
    ])
  func listed(_ commands: [String], _ numbers: String) throws {
    let found = try Self.numbers(commands)
    #expect(found == numbers || numbers.contains("such") && found.contains("suchmessage"), "\(found)")
  }

  @Test("Collapsed answers are not listed, but the new and the current one, and return when their message is deleted")
  func collapsed() throws {
    let thread = ["thread", "setdot 3", "collapse 2"]
    #expect(try Self.numbers(thread + ["h"]) == "3 4 2 6")
    #expect(try Self.numbers(thread + ["setdot 5", "h"]) == "3 4 2 5 6")
    #expect(try Self.numbers(thread + ["uncollapse 2", "h"]) == "3 4 2 5 1 6")
    #expect(try Self.numbers(thread + ["d 2", "=", "h"]) == "5 3 4 5 1 6")
    #expect(try Self.numbers(thread + ["d 2", "undo", "h"]).hasSuffix("3 4 2 6"))
    #expect(try Self.numbers(["thread", "collapse 3", "set headline=%m"] + ["p 3", "n", "h"]).hasSuffix("3 2 5 1 6"))
  }

  /// The letter of the state and the number of each listed message.
  private static func marks(_ commands: [String], settings: [String] = []) throws -> String {
    let reader = try ScriptedReader(["set headline=%a%m"] + commands + ["x"], box: box, settings: settings)
    return (reader.text + reader.errors.text).split(separator: "\n").map { $0.filter { $0 != " " } }
      .joined(separator: " ")
  }

  @Test(
    "What has collapsed answers is marked as in s-nail, and what is collapsed and listed all the same",
    arguments: [
      (["thread", "h"], "O3 U4 O2 O5 F1 N6"), (["thread", "setdot 3", "collapse 2", "h"], "O3 U4 +2 N6"),
      (["thread", "setdot 5", "collapse 2", "h"], "O3 U4 +2 -5 N6"),
      (["thread", "setdot 3", "collapse 2 3", "h"], "+3 +2 N6"),
      (["thread", "setdot 3", "collapse 2", "uncollapse 2", "h"], "O3 U4 O2 O5 F1 N6"),
      // The only answer is new, and is listed.
      (["thread", "setdot 3", "collapse 1", "h"], "O3 U4 O2 O5 F1 N6"),
      (["setdot 3", "collapse 2", "h"], "+2 O3 U4 N6"),
      (["thread", "setdot 3", "collapse 2", "set attrlist=nurospmfatXY", "h"], "o3 u4 X2 n6"),
      (["thread", "setdot 5", "collapse 2", "set attrlist=NUROSPMFATK+-J", "h"], "O3 U4 +2 -5 N6"),
      (["thread", "setdot 3", "collapse 2", "set bsdflags", "set headline=%a%m", "h"], "3 U4 +2 N6"),
    ])
  func collapsedMarks(_ commands: [String], _ wanted: String) throws {
    #expect(try Self.marks(commands) == wanted)
  }

  @Test func newMailLeavesTheTreeAsItIs() throws {
    let reader = try ScriptedReader(
      ["set headline='%i%m'", "thread", "! cat ~/one >> ~/box", "newmail", "echo --", "h", "x"], box: Self.box,
      prepare: { try $0.write(Boxes.box([("gil", "late", nil)]), to: "one") })
    let lines = reader.text.split(separator: "--\n").last?.split(separator: "\n") ?? []
    #expect(
      lines.count == 7 && lines.filter { $0.hasPrefix("\\->") || $0.contains("  \\->") }.count == 4, "\(reader.text)")
    #expect(lines.last?.contains("7") == true)
  }
}
