import MailBytes
import Testing

@testable import MailShell

/// Text and names of files that are no UTF-8, in arguments and start-up files.
@Suite struct ForeignTextTests {
  private static func latin(_ text: String) -> String {
    String(keeping: text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
  }

  private static let cases: [(arguments: [String], rc: [String], locale: String, field: String, value: String)] = [
    (["-s", latin("sé")], [], "C", "Subject", "=?utf-8?B?c8Op?="),
    (["-s", "sé"], [], "C", "Subject", "=?utf-8?B?c8Op?="),
    (["-s", latin("sé")], [], "C.UTF-8", "Subject", "=?utf-8?B?c8Op?="),
    (["-s", latin("sé")], [], "de_DE.ISO-8859-1", "Subject", "=?utf-8?B?c8Op?="),
    (["-s", String(keeping: [0x73, 0xc9])], [], "ru_RU.KOI8-R", "Subject", "=?utf-8?B?c9C4?="),
    (["-s", latin("\u{93}q\u{94}")], [], "C", "Subject", "=?utf-8?B?4oCcceKAnQ==?="),
    (["-s", latin("¤")], ["set ttycharset=iso-8859-15"], "C.UTF-8", "Subject", "=?utf-8?B?4oKs?="),
    (["-s", latin("sé")], ["set ttycharset=utf-8"], "C.UTF-8", "Subject", "=?utf-8?B?c8Op?="),
    (["-c", latin("René <c@x.org>")], [], "C", "Cc", "=?utf-8?B?UmVuw6k=?= <c@x.org>"),
    (["-r", latin("René <c@x.org>")], [], "C", "From", "=?utf-8?B?UmVuw6k=?= <c@x.org>"),
    (["-a", latin("X-N: é")], [], "C", "X-N", "=?utf-8?B?w6k=?="),
    ([], [latin("set from='René <c@x.org>'")], "C", "From", "=?utf-8?B?UmVuw6k=?= <c@x.org>"),
    ([], [latin("set customhdr='X-N: é'")], "C", "X-N", "=?utf-8?B?w6k=?="),
    (["-c", "ren"], [latin("alias ren 'René <c@x.org>'")], "C", "Cc", "=?utf-8?B?UmVuw6k=?= <c@x.org>"),
  ]

  @Test(arguments: cases.indices) func headersAreRead(_ index: Int) throws {
    let example = Self.cases[index]
    let run = try SendingRun(
      example.arguments + ["a@x.org"], rc: example.rc, environment: [(name: "LC_ALL", value: example.locale)])
    #expect(run.status == 0, "\(run.errors.text)")
    #expect(run.field(example.field) == example.value)
  }

  @Test func theTextIsReadByTheSameRule() throws {
    let run = try SendingRun(
      ["a@x.org"], rc: ["set ttycharset=utf-8"], input: Self.latin("sé\n"),
      environment: [(name: "LC_ALL", value: "C.UTF-8")])
    #expect(run.field("Content-Type") == "text/plain; charset=iso-8859-1")
    #expect(run.body == "s=E9\n\n" || run.body == "s=E9\n")
  }

  @Test(
    "Characters that only Windows-1252 has are not called ISO-8859-1",
    arguments: [
      ([0x35, 0x20, 0x80, 0x0a] as [UInt8], "windows-1252"), ([0x35, 0x20, 0xa4, 0x0a], "iso-8859-1"),
      ([0xe4, 0x93, 0x71, 0x94, 0x0a], "windows-1252"), (Array("\u{20ac} \u{c0}\n".utf8), "utf-8"),
    ])
  func windows(_ text: [UInt8], _ charset: String) throws {
    let run = try SendingRun(
      ["a@x.org"], input: String(keeping: text), environment: [(name: "LC_ALL", value: "C.UTF-8")])
    #expect(run.field("Content-Type") == "text/plain; charset=\(charset)")
    let named = try SendingRun(
      ["a@x.org"], rc: ["set ttycharset=iso-8859-15"], input: String(keeping: text))
    #expect(named.field("Content-Type") == "text/plain; charset=\(charset == "utf-8" ? "utf-8" : "iso-8859-15")")
  }

  @Test func namesOfFilesHoldNoControls() throws {
    let name = "a\n\u{1b}[31m.txt"
    let run = try SendingRun(["-a", "@HOME@/\(name)", "a@x.org"], files: [(name: name, text: "inside\n")])
    #expect(run.sent?.contains("filename=\"a__[31m.txt\"") ?? false, "\(run.sent ?? run.errors.text)")
  }

  @Test func filesKeepTheirNames() throws {
    let name = Self.latin("café.txt")
    let files = [(name: name, text: "inside\n")]
    for arguments in [["-a", "@HOME@/\(name)"], ["-A", "@HOME@/\(name)"], ["--attach=@HOME@/\(name)"]] {
      let run = try SendingRun(arguments + ["a@x.org"], files: files)
      #expect(run.status == 0, "\(run.errors.text)")
      #expect(run.sent?.contains("filename*=utf-8''caf%C3%A9.txt\n\ninside\n") ?? false)
    }
    let quoted = try SendingRun(["-q", "@HOME@/\(name)", "a@x.org"], files: files)
    #expect(quoted.body?.hasPrefix("inside\nhello\n") ?? false)
    let typed = try SendingRun(["-~", "a@x.org"], input: "~@ @HOME@/\(name)\n~r @HOME@/\(name)\n", files: files)
    #expect(typed.sent?.contains("\n\ninside\n\n--") ?? false)
    #expect(typed.sent?.contains("filename*=utf-8''caf%C3%A9.txt") ?? false)
  }

  @Test func copiesGoWhereTheyWereMeantTo() throws {
    let name = Self.latin("récord")
    let run = try SendingRun(["a@x.org"], rc: ["set record=@HOME@/\(name)"])
    #expect(run.status == 0, "\(run.errors.text)")
    #expect(run.folder.names.contains { $0.keptBytes == name.keptBytes })
    let other = try SendingRun(["-S", "record=@HOME@/\(name)", "a@x.org"])
    #expect(other.folder.text(of: name)?.contains("hello\n") ?? false)
  }

  @Test func aMessageThatIsKeptKeepsItsBytes() throws {
    let run = try SendingRun(["-s", Self.latin("sé"), "a@@x"])
    #expect(run.status != 0)
    let lines = try #require(run.folder.content(of: "dead.letter")).split(separator: 0x0a).map { Array($0) }
    #expect(lines.contains(Array("Subject: s".utf8) + [0xe9]))
  }
}
