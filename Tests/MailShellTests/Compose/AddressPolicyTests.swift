import Testing

@testable import MailShell

/// The lists of `expandaddr`.
@Suite struct AddressPolicyTests {
  @Test(
    "What a list lets through",
    arguments: [
      ("", "file pipe name addr fcc"), ("all", "file pipe name addr fcc"), ("+file", "file name addr fcc"),
      ("pipe", "pipe name addr fcc"), ("-all,+addr", "addr"), ("fail,-all,+name", "name"),
      ("-all,+fcc,+addr", "addr fcc"),
      ("-pipe", "file name addr fcc"), ("-addr", "file pipe name fcc"), ("noalias", "file pipe addr fcc"),
      ("restrict", "name addr fcc"), ("restrict,+file", "file name addr fcc"), ("RESTRICT , -NAME", "addr fcc"),
      ("fail", "file pipe name addr fcc"), ("nametoaddr", "file pipe name addr fcc"),
      ("fail,restrict", "name addr fcc"), ("retsrict", "name addr fcc"), ("-flie", "name addr fcc"),
      ("-pipe,-flie", "name addr fcc"), ("+file,+pip", "file name addr fcc"), ("yes", "file pipe name addr fcc"),
    ])
  func kinds(_ list: String, _ expected: String) {
    let allowed = AddressPolicy(list).allowed
    let names: [(String, AddressPolicy.Kinds)] = [
      ("file", .file), ("pipe", .pipe), ("name", .name), ("addr", .addr), ("fcc", .fcc),
    ]
    #expect(names.filter { allowed.contains($0.1) }.map(\.0).joined(separator: " ") == expected)
  }

  @Test func restrictTrustsAPerson() {
    #expect(AddressPolicy("restrict", isTrusted: true).allowed == .all)
    #expect(AddressPolicy("restrict,-all,+addr", isTrusted: true).allowed == .all)
    #expect(AddressPolicy("-all,+addr", isTrusted: true).allowed == .addr)
    #expect(AddressPolicy().allowed == .people)
  }

  @Test(
    "Who is reached",
    arguments: [
      ("-all,+addr", ["bob@x.org"], 0, "bob@x.org"), ("-all,+addr", ["bob"], 65, nil),
      ("-all,+addr", ["al"], 0, "zed@x.org"), ("-name", ["bob"], 65, nil), ("-addr", ["al"], 65, nil),
      ("-addr", ["bob"], 0, "bob"), ("nametoaddr", ["root"], 0, "root@here.org"),
      ("nametoaddr", ["nobody-of-that-name"], 0, "nobody-of-that-name"),
      ("namehostex", ["bob"], 0, "bob@here.org"), ("domaincheck", ["a@x.org"], 65, nil),
      ("domaincheck", ["a@here.org"], 0, "a@here.org"), ("domaincheck", ["a@localhost"], 0, "a@localhost"),
      ("restrict", ["|touch @HOME@/ran"], 65, nil), ("-pipe", ["|touch @HOME@/ran", "a@x.org"], 65, nil),
    ] as [(String, [String], Int32, String?)])
  func reached(_ list: String, _ to: [String], _ status: Int32, _ expected: String?) throws {
    let run = try SendingRun(to, rc: ["alias al zed@x.org", "set hostname=here.org from=me@x.org expandaddr=\(list)"])
    #expect(run.status == status, "\(run.errors.text)")
    #expect(run.field("To") == expected)
    #expect(run.folder.text(of: "ran") == nil)
  }

  @Test func aCommandGetsAnEntryOfAMailbox() throws {
    let rc = ["set expandaddr=+pipe"]
    let run = try SendingRun(["-s", "s", "|cat > @HOME@/ran"], rc: rc, input: "text\n")
    let entry = try #require(run.folder.text(of: "ran"))
    #expect(entry.hasPrefix("From tom ") && entry.hasSuffix("\n\ntext\n\n"), "\(entry)")
    let plain = try SendingRun(["-s", "s", "|cat > @HOME@/ran"], rc: rc + ["set nombox-fcc-and-pcc"], input: "text\n")
    let text = try #require(plain.folder.text(of: "ran"))
    #expect(text.hasPrefix("Date: ") && text.hasSuffix("\n\ntext\n"), "\(text)")
  }

  @Test func tildeEscapesLiftRestrict() throws {
    let run = try SendingRun(["-~", "|cat > @HOME@/ran", "a@x.org"], rc: ["set expandaddr=restrict"])
    #expect(run.folder.text(of: "ran")?.contains("hello") == true, "\(run.errors.text)")
  }

  @Test(arguments: [("-all,+addr", 65), ("-all,+addr,+fcc", 0), ("restrict", 0)] as [(String, Int32)])
  func copiesAreAKindOfTheirOwn(_ list: String, _ status: Int32) throws {
    let run = try SendingRun(["-T", "fcc: @HOME@/copy", "a@x.org"], rc: ["set expandaddr=\(list)"])
    #expect(run.status == status, "\(run.errors.text)")
    #expect((run.folder.text(of: "copy") != nil) == (status == 0))
  }
}
