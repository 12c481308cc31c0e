import MailBytes
import Testing

@testable import MailFormat

/// What attackers send; the ids are those of the project's table of incidents, the input is made here.
@Suite struct HostileMailTests {
  private static func text(_ message: [UInt8]) -> [UInt8] {
    let charsets = NoCharsets()
    let tree = PartTree(message: message, charsets: charsets)
    return MessageText(message: message, tree: tree, charsets: charsets, html: nil).render()
  }

  private static func repeated(_ text: String, _ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * count)
    for _ in 0..<count { bytes += text.utf8 }
    return bytes
  }

  static let controls: [[UInt8]] = [
    Array("\u{1b}]0;title\u{7}".utf8), Array("\u{1b}]52;c;ZXZpbA==\u{7}".utf8), Array("\u{1b}[2J".utf8),
    Array("\u{1b}[6n".utf8), Array("\u{1b}Pq\u{1b}\\".utf8), [8, 8, 8, 8], Array("a\rb".utf8), [0x9b, 0x32, 0x4a],
    Array("\u{9b}2J".utf8), [0, 1, 2, 0x7f], Array("\u{85}\u{2028}".utf8),
  ]

  private static func isClean(_ bytes: [UInt8]) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self) else { return false }
    return text.unicodeScalars.allSatisfy { $0.value >= 32 && !(0x7f...0x9f).contains($0.value) || $0 == "\n" }
  }

  @Test("S18: no control character of a message reaches the screen", arguments: controls)
  func controlsAreShownNotSent(control: [UInt8]) {
    let message = Array("Subject: a".utf8) + control + Array("b\nContent-Type: text/plain\n\nc".utf8) + control + [0x64]
    let subject = Envelope(HeaderBlock(message), using: CharsetDecoder()).subject
    #expect(Self.isClean(TerminalText(cleaning: Array(subject.utf8)).bytes))
    let body = TerminalText(cleaningLines: Self.text(message)).bytes
    #expect(Self.isClean(body))
    #expect(body.contains(0x63) && body.contains(0x64))
    let name = Array("application/x; name=\"".utf8) + control + Array("\"".utf8)
    for item in Parameters.parse(name).items {
      #expect(Self.isClean(TerminalText(cleaning: Array(item.value.utf8)).bytes))
    }
  }

  static let encoded = [
    "=?utf-8?Q?a=1B]0;x=07=0D=0Ab=00=C2=9B?=", "=?utf-8?B?G10wO3gHDQpi?=", "=?us-ascii?Q?=1B[2J=0AX:_y?=",
    "=?iso-8859-1?Q?=9B2J=85?=",
  ]

  @Test("S19, S20: neither do controls in encoded words, nor do they make another line", arguments: encoded)
  func encodedControls(word: String) {
    let subject = Envelope(HeaderBlock(Array("Subject: \(word)\n\n".utf8)), using: CharsetDecoder()).subject
    let shown = TerminalText(cleaning: Array(subject.utf8)).bytes
    #expect(Self.isClean(shown) && !shown.contains(0x0a))
  }

  @Test("S19: nor in RFC 2231 names, quoted-printable and base64")
  func encodedControlsInParts() {
    let name = Parameters.parse(Array("a/b; name*=utf-8''a%1B%5B2J%0Ab%C2%9B".utf8)).items
    #expect(name.allSatisfy { Self.isClean(TerminalText(cleaning: Array($0.value.utf8)).bytes) } && !name.isEmpty)
    for body in ["quoted-printable\n\na=1B[2J=9B=0Db", "base64\n\nYRtbMkqbDWI="] {
      let text = Self.text(Array("Content-Type: text/plain\nContent-Transfer-Encoding: \(body)\n".utf8))
      #expect(Self.isClean(TerminalText(cleaningLines: text).bytes) && text.contains(0x61))
    }
  }

  @Test("S21, S22: the true address is found, and a name that holds another one is marked")
  func falseNames() {
    let null = AddressParser.parse(Array("=?utf-8?Q?potus@whitehouse.gov=00?= <evil@x.example>".utf8))
    #expect(null.mailboxes.map(\.addrSpec) == ["evil@x.example"])
    for from in ["\"ceo@bank.example\" <evil@x.example>", "ceo@bank.example <evil@x.example>"] {
      let address = AddressParser.parse(Array(from.utf8)).mailboxes.last
      #expect(address?.addrSpec == "evil@x.example")
      #expect(address?.spoofMarks.contains(.nameHoldsOtherAddress("ceo@bank.example")) == true)
    }
    #expect(AddressParser.parse(Array("undisclosed-recipients:;".utf8)).mailboxes.isEmpty)
  }

  @Test("S23: direction and invisibility are marked, and never take effect")
  func hiddenCharacters() {
    for hidden in ["\u{202e}", "\u{2066}", "\u{200b}", "\u{e0041}"] {
      let address = Address(displayName: "a\(hidden)b", localPart: "x", domain: "y.example")
      #expect(address.spoofMarks.contains(.hiddenCharacters))
    }
    for bidi in ["\u{202a}", "\u{202e}", "\u{2066}", "\u{2068}"] {
      #expect(TerminalText(cleaning: "a\(bidi)b").string != "a\(bidi)b")
    }
    #expect(Address(localPart: "x", domain: "p\u{430}ypal.example").spoofMarks.contains(.mixedScripts))
    #expect(
      Address(localPart: "x", domain: "\u{430}\u{440}\u{440}\u{4cf}\u{435}.com").spoofMarks == [.looksLikeASCII])
    #expect(Address(localPart: "x", domain: "xn--80ak6aa92e.example").spoofMarks.contains(.encodedDomain))
  }

  @Test("S48: a header line of megabytes")
  func longHeaderLine() {
    let message = Array("Subject: ".utf8) + [UInt8](repeating: 0x61, count: 2 << 20) + Array("\n\nbody\n".utf8)
    let envelope = Envelope(HeaderBlock(message), using: CharsetDecoder())
    #expect(envelope.subject.utf8.count <= Limits.fieldText)
    #expect(Self.text(message) == Array("body\n".utf8))
  }

  @Test("S49: addresses, semicolons and comments by the thousand")
  func longAddressFields() {
    #expect(AddressParser.parse(Self.repeated("a@b.example, ", 5000)).mailboxes.count == 5000)
    #expect(AddressParser.parse([UInt8](repeating: 0x3b, count: 100_000)).mailboxes.isEmpty)
    #expect(
      Parameters.parse(Array("a/b".utf8) + [UInt8](repeating: 0x3b, count: 100_000)).items.count <= Limits.parameters)
    let nested = [UInt8](repeating: 0x28, count: 100_000)
    #expect(AddressParser.parse(Array("a@b.example ".utf8) + nested).mailboxes.first?.addrSpec == "a@b.example")
    #expect(MailDate.parse(nested) == nil)
  }

  @Test("S48: brackets without commas count as what they are, and what is left out is told")
  func manyBrackets() {
    let list = AddressParser.parse(Self.repeated("<a>", Limits.addresses * 2))
    #expect(list.mailboxes.count == Limits.addresses && list.isCut)
    let commas = AddressParser.parse(Self.repeated("a,", Limits.addresses * 2))
    #expect(commas.mailboxes.count == Limits.addresses && commas.isCut)
    #expect(!AddressParser.parse(Self.repeated("<a>", 1000)).isCut)
    #expect(!AddressParser.parse(Self.repeated("a,", Limits.addresses)).isCut)
    #expect(!AddressParser.parse(Self.repeated("<a>", Limits.addresses)).isCut)
    #expect(AddressParser.parse(Self.repeated("<a>", Limits.addresses + 1)).isCut)
    // Where one field leaves room for a single one of the next.
    for (more, isCut) in [("b", false), ("b,c", true), ("b,c\nTo: d", true)] {
      let fields = Array("To: ".utf8) + Self.repeated("a,", Limits.addresses - 1) + Array("\nTo: \(more)\n\n".utf8)
      #expect(HeaderBlock(fields).addressList(.to, using: CharsetDecoder()).isCut == isCut, "\(more)")
    }
    let first = AddressParser.parse(Array("<a@b.example> Name".utf8), in: 0..<18, using: CharsetDecoder(), limit: 1)
    #expect(first.mailboxes.map(\.shownForm) == ["Name <a@b.example>"])
  }

  @Test("S53: excerpts in excerpts take no room and no end")
  func nestedExcerpts() {
    func render(_ body: [UInt8]) -> [UInt8] { Self.text(Array("Content-Type: text/enriched\n\n".utf8) + body) }
    #expect(render(Self.repeated("<excerpt>", 20_000) + Array("in".utf8)).suffix(5).elementsEqual("> in\n".utf8))
    let lines = Self.repeated("<excerpt>", 30) + Self.repeated("x\n\n", 40_000)
    #expect(render(lines).count < 3 * lines.count + (2 << 20))
    let closed = render(Self.repeated("<excerpt>", 100) + Self.repeated("</excerpt>", 100) + Array("out".utf8))
    #expect(closed == Array("out\n".utf8))
  }

  static let digests = [
    "--b\n\n\n", "--b\n\nTo:a\n\n", "--b\n\nFrom: a\n\n", "--b\n\nContent-Type:a/b\n\n",
    "--b\nContent-Type:a/b\n\n\n", "--b\nContent-Type:text/html\n\n\n",
  ]

  @Test("S50: parts by the thousand make no more than twice their text", arguments: digests)
  func manyParts(part: String) {
    for type in ["digest", "mixed", "alternative", "related"] {
      let message =
        Array("Content-Type: multipart/\(type); boundary=b\n\n".utf8) + Self.repeated(part, 4000)
        + Array("--b--\n".utf8)
      #expect(Self.text(message).count < 2 * message.count)
    }
  }

  @Test("S50: a boundary that begins another, and digests in digests")
  func nestedParts() {
    let prefix =
      "Content-Type: multipart/mixed; boundary=ab\n\n--ab\nContent-Type: multipart/mixed; boundary=a\n\n"
      + "--a\n\none\n--a--\n--ab\n\ntwo\n--ab--\n"
    let text = String(decoding: Self.text(Array(prefix.utf8)), as: UTF8.self)
    #expect(text.contains("one") && text.contains("two") && !text.contains("--a"))
    var message: [UInt8] = []
    for level in 0..<150 {
      message += "Content-Type: multipart/digest; boundary=b\(level)\n\n".utf8
      message += Self.repeated("--b\(level)\n\n\n", 20)
      message += "--b\(level)\nContent-Type: message/rfc822\n\n".utf8
    }
    #expect(Self.text(message).count < 2 * message.count)
  }

  @Test("S51: one line of quoted-printable, junk in base64, encoded words, high section numbers")
  func longEncodings() {
    let line = Self.repeated("=C3=BC", 200_000)
    #expect(QuotedPrintable.decode(line).count == 400_000)
    #expect(Base64.decode(Self.repeated("QU!JD", 100_000)).count == 300_000)
    let padded = Array("Content-Transfer-Encoding: base64\n\n".utf8) + Self.repeated("QQ==", 100_000)
    #expect(Self.text(padded).count == 100_001)
    #expect(EncodedWord.parse(Self.repeated("=?utf-8?Q?a?= ", 50_000)).count == 50_000)
    let sections = Parameters.parse(Array("a/b; name*999999999=x; name*0=y; name*99999999999999999999=z".utf8)).items
    #expect(sections.allSatisfy { $0.value.utf8.count < 10 })
  }

  @Test("S52: mutated mail never traps")
  func mutatedMail() {
    var seed: UInt64 = 0x9e37_79b9_7f4a_7c15
    func random(_ bound: Int) -> Int {
      seed ^= seed << 13
      seed ^= seed >> 7
      seed ^= seed << 17
      return Int(seed % UInt64(bound))
    }
    let sample = Array(
      """
      From: =?utf-8?Q?J=C3=BCrgen?= <j@x.example> (a (b) c)
      Date: Mon, 6 Jan 2020 05:04:03 +0100 (CET)
      Subject: =?iso-2022-jp?B?GyRCRnxLXBsoQg==?=
      Content-Type: multipart/mixed; boundary="b"; name*0*=utf-8''a%20; name*1=b

      --b
      Content-Type: text/html; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      <p style=3D"color:red">a<table><tr><td>=C3=BC</table>
      --b
      Content-Type: application/ms-tnef
      Content-Transfer-Encoding: base64

      eJ8+IgEAAQaQCAAEAAAAAAABAAEAAQeQBgAIAAAA5AQAAAAAAADo
      --b
      Content-Type: text/plain; format=flowed

      begin 644 a.txt
      #0V%T
      `
      end
      --b--
      """.utf8)
    for _ in 0..<1500 {
      var bytes = sample
      for _ in 0...random(8) {
        let at = random(bytes.count)
        switch random(4) {
        case 0: bytes[at] = UInt8(random(256))
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(contentsOf: bytes[at..<min(at + random(40), bytes.count)], at: random(bytes.count))
        default: bytes.removeSubrange(at..<min(at + random(60), bytes.count))
        }
        if bytes.isEmpty { bytes = [0x3a] }
      }
      _ = Envelope(HeaderBlock(bytes), using: CharsetDecoder())
      #expect(Self.text(bytes).count <= 16 * bytes.count + 4096)
    }
  }

  @Test("S53: nested tags, huge attributes, scripts and entities")
  func hostileHTML() {
    func shown(_ html: [UInt8]) -> [UInt8] {
      TerminalText(cleaningLines: Self.text(Array("Content-Type: text/html\n\n".utf8) + html)).bytes
    }
    #expect(shown(Self.repeated("<div><b>", 50_000) + Array("in".utf8)) == Array("in\n".utf8))
    let attribute = Array("<p title=\"".utf8) + [UInt8](repeating: 0x78, count: 2 << 20) + Array("\">in".utf8)
    #expect(shown(attribute) == Array("in\n".utf8))
    #expect(!shown(Array("<a href='javascript:alert(1)'>x</a>".utf8)).contains(UInt8(ascii: ":")))
    #expect(Self.isClean(shown(Array("a&#27;[2J&#x1b;]0;x&#7;&#155;2J&#0;b".utf8))))
  }

  @Test(
    "R10: lines that begin with From come back as they were",
    arguments: [
      "From here\n", ">From here\n", ">>From x\n\nFrom \n", "no end", "", "From ", "a\r\nFrom b\r\n", "\n\nFrom a\n",
      "Content-Length: 99999999999999999999\n\nFrom x\n",
    ])
  func fromLines(body: String) {
    let bytes = Array(body.utf8)
    #expect(MboxQuoting.unquote(MboxQuoting.quote(bytes.span).span) == bytes)
  }
}
