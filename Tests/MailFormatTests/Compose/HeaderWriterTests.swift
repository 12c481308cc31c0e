import MailBytes
import MailFormat
import Testing

struct HeaderWriterTests {
  private func field(_ name: String, _ value: String) throws -> String {
    var writer = HeaderWriter()
    try writer.text(name, value)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func list(_ addresses: [Address]) throws -> String {
    var writer = HeaderWriter()
    try writer.addresses("To", addresses)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// What a reader makes of a field.
  private func read(_ field: String) -> String {
    let block = HeaderBlock.parse(Array(field.utf8) + [10])
    guard let first = block.fields.first else { return "" }
    return String(decoding: EncodedWord.parse(block.unfolded(first)), as: UTF8.self)
  }

  @Test(arguments: [
    ("plain", "Subject: plain\n"), ("", "Subject:\n"), ("Gr\u{fc}\u{df}e", "Subject: =?utf-8?B?R3LDvMOfZQ==?=\n"),
    ("\u{65e5}\u{672c}", "Subject: =?utf-8?B?5pel5pys?=\n"),
    ("see =?utf-8?q?x?= here", "Subject: see =?utf-8?B?PT91dGYtOD9xP3g/PQ==?= here\n"),
    ("J\u{fc}rgen und andere", "Subject: =?utf-8?Q?J=C3=BCrgen?= und andere\n"),
    ("an J\u{fc}rgen und J\u{f6}rg heute", "Subject: an =?utf-8?B?SsO8cmdlbiB1bmQgSsO2cmc=?= heute\n"),
  ])
  func writesSubjects(_ value: String, _ expected: String) throws {
    #expect(try field("Subject", value) == expected)
    #expect(read(expected) == value)
  }

  /// Dots that are no dot-atom go out in quotes; people and programs that compare see them as they are written.
  @Test(arguments: [("a..b", "\"a..b\"@x.org"), (".a", "\".a\"@x.org"), ("a.", "\"a.\"@x.org"), ("a.b", "a.b@x.org")])
  func strayDotsAreQuoted(_ localPart: String, _ expected: String) throws {
    let address = Address(localPart: localPart, domain: "x.org")
    #expect(try list([address]) == "To: \(expected)\n")
    #expect(address.addrSpec == localPart + "@x.org")
  }

  @Test func foldsWhatIsLongAndReadersGetItBack() throws {
    let word = "word "
    let samples = [
      String(repeating: word, count: 60) + "end", String(repeating: "x", count: 2000),
      String(repeating: "\u{fc}", count: 700),
      String(repeating: "\u{1f600}", count: 100), String(repeating: "\u{fc}ber allen Gipfeln ", count: 20) + "ist Ruh",
      String(repeating: "a", count: 70) + " \u{fc}" + String(repeating: " b", count: 60), "two  blanks   three    four",
      String(repeating: "a ", count: 36) + "\u{fc}\u{fc}\u{fc}", String(repeating: "=?", count: 100),
      String(repeating: "long" + String(repeating: "x", count: 90) + " ", count: 5) + "e",
    ]
    for sample in samples {
      let text = try field("Subject", sample)
      #expect(read(text) == sample)
      for line in text.utf8.split(separator: 10) {
        #expect(line.count <= 998)
        if String(decoding: line, as: UTF8.self).contains("=?utf-8?") { #expect(line.count <= 78) }
        #expect(line.contains { $0 != 32 })
      }
      for match in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) where match.hasPrefix("=?utf-8?") {
        #expect(match.utf8.count <= 75)
      }
    }
    for line in try field("Subject", samples[0]).split(separator: "\n") { #expect(line.utf8.count <= 78) }
  }

  @Test func encodedTextSurvivesNoise() throws {
    var noise = Noise(91)
    let alphabet = Array("ab  =?_\"\u{fc}\u{65e5}\u{1f600}\t,:<>@()\\".unicodeScalars)
    for _ in 0..<2000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...120, using: &noise) { text.append(alphabet.randomElement(using: &noise) ?? "x") }
      // Blanks at the ends of a value are not part of it, and a tab between words may become part of a word.
      let value = String(text).split(separator: "\t").joined().trimmingBlanks()
      let written = try field("Subject", value)
      #expect(read(written) == value, "\(written)")
      let name = Address(displayName: value, localPart: "a", domain: "x.example")
      let single = try list([name])
      let back = AddressParser.parse(Array(try list([name, name]).utf8.dropFirst(4))).mailboxes
      #expect(back.count == 2)
      #expect(back.first?.localPart == "a" && back.first?.domain == "x.example")
      #expect(back.first?.displayName == value, "\(single)")
    }
  }

  @Test(arguments: [
    (Address(localPart: "tom", domain: ""), "To: tom\n"),
    (Address(displayName: "Bob B", localPart: "b", domain: "x"), "To: Bob B <b@x>\n"),
    (Address(displayName: "B. Bob, Jr", localPart: "b", domain: "x"), "To: \"B. Bob, Jr\" <b@x>\n"),
    (Address(displayName: "J\u{fc}rgen", localPart: "j", domain: "x"), "To: =?utf-8?Q?J=C3=BCrgen?= <j@x>\n"),
    (Address(displayName: "a \"q\" \\", localPart: "j k", domain: "x"), "To: \"a \\\"q\\\" \\\\\" <\"j k\"@x>\n"),
  ])
  func writesAddresses(_ address: Address, _ expected: String) throws { #expect(try list([address]) == expected) }

  @Test func foldsLists() throws {
    let many = (0..<300).map { Address(displayName: "User \($0)", localPart: "user\($0)", domain: "example.org") }
    let text = try list(many)
    #expect(text.utf8.split(separator: 10).allSatisfy { $0.count <= 78 })
    #expect(AddressParser.parse(Array(text.utf8.dropFirst(4))).mailboxes == many)
  }

  @Test(arguments: ["a\nb", "a\rb", "a\0b", "\n"])
  func nothingWithLineBreaksPasses(_ value: String) {
    var writer = HeaderWriter()
    #expect(throws: ComposeError.self) { try writer.text("X-A", value) }
    #expect(throws: ComposeError.self) {
      try writer.addresses("To", [Address(displayName: value, localPart: "a", domain: "b")])
    }
    #expect(throws: ComposeError.self) { try writer.addresses("To", [Address(localPart: value, domain: "b")]) }
    #expect(throws: ComposeError.self) { try writer.addresses("To", [Address(localPart: "a", domain: value)]) }
    #expect(throws: ComposeError.self) { try writer.words("X-A", Array(value.utf8)) }
    #expect(throws: ComposeError.self) { try writer.text("X" + value, "v") }
  }

  @Test(arguments: ["", "a b", "a:", "\u{fc}", String(repeating: "a", count: 80)])
  func namesAreChecked(_ name: String) {
    #expect(throws: ComposeError.self) { try HeaderGate.check(fieldName: name) }
  }

  @Test(arguments: [
    ("a\nb", "a b", true), ("a\r\n\r\nb", "a b", true), ("a\u{85}b\u{2028}c", "a b c", true), ("a\0b", "ab", true),
    ("a\n", "a", true),
    ("plain \u{fc}", "plain \u{fc}", false), ("\u{20ac}\u{a8}", "\u{20ac}\u{a8}", false),
  ])
  func folds(_ value: String, _ expected: String, _ isChanged: Bool) {
    let folded = HeaderGate.folded(value)
    #expect(folded.value == expected && folded.isChanged == isChanged)
  }
}

extension String {
  fileprivate func trimmingBlanks() -> String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
