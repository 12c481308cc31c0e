import MailFormat
import Testing

@Suite struct PartTreeTests {
  /// The tree as `section type "body"`, one part a line, bodies of leaves only.
  static func outline(_ message: String) -> [String] {
    let bytes = Array(message.utf8)
    let tree = PartTree(message: bytes, charsets: NoCharsets())
    return tree.parts.indices.map { index in
      let part = tree.parts[index]
      let body = part.kind == .leaf ? " " + String(decoding: bytes[part.body], as: UTF8.self).debugDescription : ""
      return tree.section(of: index) + " " + part.type + body
    }
  }

  private static let mixed = "Content-Type: multipart/mixed; boundary=b\n\n"

  private static let structures: [(String, [String])] = [
    ("Subject: x\n\nbody\n", [#"1 text/plain "body\n""#]),
    ("", [#"1 text/plain """#]),
    ("Content-Type: text/html\n\n<p>", [#"1 text/html "<p>""#]),
    (
      mixed + "pre\n--b\n\none\n--b\nContent-Type: text/html\n\ntwo\n--b--\npost\n",
      ["TEXT multipart/mixed", #"1 text/plain "one""#, #"2 text/html "two""#]
    ),
    // Line ends: CR LF, mixed, and the one before a boundary is the boundary's.
    (
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n\r\n--b\n\ntwo\r\n--b--\r\n",
      ["TEXT multipart/mixed", #"1 text/plain "one\r\n""#, #"2 text/plain "two""#]
    ),
    // A missing close, a cut message, blanks behind boundaries.
    (mixed + "--b  \t\n\none\n--b\n\ntwo", ["TEXT multipart/mixed", #"1 text/plain "one""#, #"2 text/plain "two""#]),
    // A line that only begins like the boundary is text.
    (
      mixed + "--b\n\n--bc\n--b-\n--B\n - --b\n--b--\n",
      ["TEXT multipart/mixed", #"1 text/plain "--bc\n--b-\n--B\n - --b""#]
    ),
    // Boundaries that begin with each other.
    (
      "Content-Type: multipart/mixed; boundary=out\n\n--out\nContent-Type: multipart/mixed; boundary=outer\n\n"
        + "--outer\n\nin\n--outer--\n--out\n\ntail\n--out--\n",
      ["TEXT multipart/mixed", "1 multipart/mixed", #"1.1 text/plain "in""#, #"2 text/plain "tail""#]
    ),
    // The same boundary twice: the inner one is meant until it is closed.
    (
      mixed + "--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nin\n--b--\n--b\n\nout\n--b--\n",
      ["TEXT multipart/mixed", "1 multipart/mixed", #"1.1 text/plain "in""#, #"2 text/plain "out""#]
    ),
    // An inner multipart that is never closed ends with the outer boundary.
    (
      mixed + "--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nin\n--b\n\nout\n--b--\n",
      ["TEXT multipart/mixed", "1 multipart/mixed", #"1.1 text/plain "in""#, #"2 text/plain "out""#]
    ),
    // No boundary, or one that never comes: content.
    ("Content-Type: multipart/mixed\n\n--b\n\nx\n--b--\n", [#"1 multipart/mixed "--b\n\nx\n--b--\n""#]),
    (mixed + "--c\n\nx\n", [#"1 multipart/mixed "--c\n\nx\n""#]),
    // Two boundaries in a row hold nothing; an empty header is one.
    (mixed + "--b\n--b\n\nx\n--b\n--b--\n", ["TEXT multipart/mixed", #"1 text/plain "x""#]),
    // A last boundary that does not close begins a part, an empty one.
    (mixed + "--b\n\nx\n--b\n", ["TEXT multipart/mixed", #"1 text/plain "x""#, #"2 text/plain """#]),
    // No empty line behind the fields: a boundary ends the header too.
    (mixed + "--b\nContent-Type: text/html\n--b--\n", ["TEXT multipart/mixed", #"1 text/html """#]),
    // A digest's parts are messages unless they say otherwise.
    (
      "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: in\n\nbody\n--b\nContent-Type: text/plain\n\nx\n--b--\n",
      ["TEXT multipart/digest", "1 message/rfc822", #"1.1 text/plain "body""#, #"2 text/plain "x""#]
    ),
    // A message in a message, its multipart without a number of its own.
    (
      mixed + "--b\nContent-Type: message/rfc822\n\nSubject: in\nContent-Type: multipart/mixed; boundary=c\n\n"
        + "--c\n\nx\n--c--\n--b\n\ny\n--b--\n",
      [
        "TEXT multipart/mixed", "1 message/rfc822", "1.TEXT multipart/mixed", #"1.1 text/plain "x""#,
        #"2 text/plain "y""#,
      ]
    ),
    ("Content-Type: message/rfc822\n\nSubject: in\n\nx\n", ["1 message/rfc822", #"1.1 text/plain "x\n""#]),
    // base64 of a message is not looked into; on a multipart the label means nothing.
    ("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nUw==\n", [#"1 message/rfc822 "Uw==\n""#]),
    (
      "Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n--b\n\nx\n--b--\n",
      ["TEXT multipart/mixed", #"1 text/plain "x""#]
    ),
    // Content types as they come.
    ("Content-Type: TEXT/HTML ; charset=x\n\n", [#"1 text/html """#]),
    ("Content-Type: text / html\n\n", [#"1 text/html """#]),
    ("Content-Type: (a comment) text/html\n\n", [#"1 text/html """#]),
    ("Content-Type: \"text/html\"\n\n", [#"1 text/html """#]),
    ("Content-Type: text\n\n", [#"1 text/plain """#]),
    ("Content-Type: a/b/c\n\n", [#"1 text/plain """#]),
    ("Content-Type:\n\n", [#"1 text/plain """#]),
    // An mbox line above the header.
    ("From a@b Thu Jan  1 00:00:00 1970\nContent-Type: text/html\n\nx", [#"1 text/html "x""#]),
    // A quoted boundary with blanks at its end, which may not count.
    (
      "Content-Type: multipart/mixed; boundary=\"a b \"\n\n--a b\n\nx\n--a b--\n",
      ["TEXT multipart/mixed", #"1 text/plain "x""#]
    ),
    // An empty boundary is one: the line of two dashes.
    (
      "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\nx\n--\n\ny\n----\n",
      ["TEXT multipart/mixed", #"1 text/plain "x""#, #"2 text/plain "y""#]
    ),
  ]

  @Test(arguments: structures)
  func structure(message: String, outline: [String]) {
    #expect(Self.outline(message) == outline)
  }

  @Test func fieldsOfAPart() {
    let message = """
      Content-Type: application/pdf; charset="UTF-8"; name="a.pdf"; smime-type=x
      Content-Disposition: ATTACHMENT; filename*=utf-8''%E2%82%AC.pdf
      Content-Transfer-Encoding: BASE64 (yes)
      Content-ID: <id@example.org>
      Content-Description: =?utf-8?Q?K=C3=A4se?=

      QQ==

      """
    let tree = PartTree(message: Array(message.utf8), charsets: NoCharsets())
    let part = tree.parts[0]
    #expect(part.type == "application/pdf")
    #expect(part.charset == "utf-8")
    #expect(part.disposition == "attachment")
    #expect(part.isAttachment)
    #expect(part.fileName == "\u{20ac}.pdf")
    #expect(part.encoding == .base64)
    #expect(part.encodingLabel == "base64")
    #expect(part.contentID == "id@example.org")
    #expect(part.description == "K\u{e4}se")
    #expect(part.parameter("smime-type") == "x")
  }

  @Test(arguments: [
    ("quoted-printable", TransferEncoding.quotedPrintable), (" Base64 ", .base64), ("7bit", .identity),
    ("x-uuencode", .uuencode), ("x-yenc", .yEnc), ("", .identity), ("base64;", .base64), ("rot13", .identity),
  ])
  func encodings(label: String, encoding: TransferEncoding) {
    #expect(TransferEncoding(label: Array(label.utf8)) == encoding)
  }

  @Test func depthIsLimitedAndMarked() {
    var message = ""
    for level in 0..<5000 { message += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
    let tree = PartTree(message: Array((message + "\ninside\n").utf8), charsets: NoCharsets())
    #expect(tree.parts.count == MIMELimits.standard.depth + 1)
    #expect(tree.marks.contains(.tooDeep))
    #expect(tree.parts.last?.kind == .leaf)
  }

  @Test func nestedMessagesAreLimitedToo() {
    let message = String(repeating: "Content-Type: message/rfc822\n\n", count: 5000) + "inside\n"
    let tree = PartTree(message: Array(message.utf8), charsets: NoCharsets())
    #expect(tree.parts.count == MIMELimits.standard.depth + 1)
    #expect(tree.marks.contains(.tooDeep))
  }

  @Test func partsAreLimitedAndMarked() {
    let message = Self.mixed + String(repeating: "--b\n\np\n", count: 100_000) + "--b--\n"
    let tree = PartTree(message: Array(message.utf8), charsets: NoCharsets())
    #expect(tree.parts.count == MIMELimits.standard.parts)
    #expect(tree.marks == [.tooManyParts])
    #expect(tree.parts.last.map { $0.body.count } == 1)
  }

  @Test func manyPartsOfManyBoundariesAreLinear() {
    // Every line is compared with 200 open boundaries of equal length that differ in the last character.
    let prefix = String(repeating: "x", count: 60)
    var message = ""
    for level in 100..<299 {
      message += "Content-Type: multipart/mixed; boundary=\(prefix)\(level)\n\n--\(prefix)\(level)\n"
    }
    message += "\n" + String(repeating: "--\(prefix)999\n", count: 2000)
    let tree = PartTree(message: Array(message.utf8), charsets: NoCharsets())
    #expect(tree.parts.count == 200)
  }

  @Test func hugeFieldsAreCut() {
    let message = "Content-Type: text/html; " + String(repeating: "a=b; ", count: 400_000) + "\n\nbody"
    let tree = PartTree(message: Array(message.utf8), charsets: NoCharsets())
    #expect(tree.parts[0].type == "text/html")
    #expect(tree.parts[0].body.count == 4)
  }

  @Test func sectionsLeadBack() {
    let message = Self.mixed + "--b\n\none\n--b\nContent-Type: message/rfc822\n\n\ntwo\n--b--\n"
    let tree = PartTree(message: Array(message.utf8), charsets: NoCharsets())
    for index in tree.parts.indices { #expect(tree.index(ofSection: tree.section(of: index)) == index) }
    #expect(tree.parts.indices.map { tree.path(of: $0) } == ["1", "1.1", "1.2", "1.2.1"])
    #expect(tree.children(of: 0) == [1, 2])
    #expect(tree.children(of: 2) == [3])
    #expect(tree.index(ofSection: "9") == nil)
    #expect(tree.section(of: 99).isEmpty)
  }
}
