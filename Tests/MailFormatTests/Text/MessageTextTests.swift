import MailFormat
import Testing

@Suite struct MessageTextTests {
  static func render(_ message: String, options: TextOptions = TextOptions()) -> String {
    let bytes = Array(message.utf8)
    let tree = PartTree(message: bytes, charsets: NoCharsets(), limits: options.limits)
    let text = MessageText(message: bytes, tree: tree, charsets: NoCharsets(), html: nil, options: options)
    return String(decoding: text.render(), as: UTF8.self)
  }

  private static func alternative(_ parts: String...) -> String {
    "Content-Type: multipart/alternative; boundary=b\n\n" + parts.map { "--b\n" + $0 + "\n" }.joined() + "--b--\n"
  }

  private static let plain = "Content-Type: text/plain\n\nplain words"
  private static let html = "Content-Type: text/html\n\n<p>html words</p>"

  private static let shown: [(String, String)] = [
    ("Subject: x\n\nbody\n", "body\n"),
    ("\nno newline", "no newline\n"),
    ("\nline\r\nends\rall\n", "line\nends\nall\n"),
    (alternative(plain, html), "plain words\n"),
    (alternative("Content-Type: text/plain\n\n \n\t\n", html), "html words\n"),
    (alternative(html, plain), "plain words\n"),
    (alternative(html), "html words\n"),
    (
      alternative(plain, html, "Content-Type: application/x-thing; name=t\n\nx"),
      "plain words\n[-- Attachment 3: t, application/x-thing, 1 byte --]\n"
    ),
    (
      alternative(plain, "Content-Type: text/calendar\n\nBEGIN:VEVENT\nSUMMARY:Meet\nEND:VEVENT"),
      "plain words\n\n[ Event ]\nSummary:   Meet\n"
    ),
    // Apple Mail puts files into the form that is not shown.
    (
      alternative(
        plain,
        "Content-Type: multipart/mixed; boundary=c\n\n--c\n" + html
          + "\n--c\nContent-Type: application/pdf; name=a.pdf\n\nx\n"
          + "--c\nContent-Type: text/x-log; name=b.log\n\nyy\n--c\nContent-Type: message/rfc822\n\nSubject: in\n\n"
          + "words\n--c\n" + html + "\n--c\nContent-Type: image/gif\nContent-ID: <i>\n\nx\n--c--"),
      "plain words\n[-- Attachment 2.2: a.pdf, application/pdf, 1 byte --]\n"
        + "[-- Attachment 2.3: b.log, text/x-log, 2 bytes --]\n[-- Attachment 2.4: message/rfc822, 18 bytes --]\n"
        + "[-- Attachment 2.6: image/gif, 1 byte --]\n"
    ),
    // The pictures of the HTML go with it, unless they are attachments by word.
    (
      alternative(
        plain,
        "Content-Type: multipart/related; boundary=c\n\n--c\n" + html
          + "\n--c\nContent-Type: image/gif; name=i.gif\nContent-ID: <i>\n\nx\n--c\nContent-Type: image/gif; name=j.gif\n"
          + "Content-ID: <j>\nContent-Disposition: attachment\n\nx\n--c--"),
      "plain words\n[-- Attachment 2.3: j.gif, image/gif, 1 byte --]\n"
    ),
    (alternative("Content-Type: image/png\n\nx"), "[-- Attachment 1: image/png, 1 byte --]\n"),
    (
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n--b\nContent-Type: text/plain; name=n.txt\n"
        + "Content-Disposition: attachment\n\nhidden\n--b--\n",
      "one\n\ntwo\n[-- Attachment 3: n.txt, text/plain, 6 bytes --]\n"
    ),
    ("Content-Disposition: attachment; filename=a.txt\n\nstill shown\n", "still shown\n"),
    ("Content-Type: image/png\n\nxx", "[-- Attachment 1: image/png, 2 bytes --]\n"),
    (
      "Content-Type: multipart/related; boundary=b; start=\"<r>\"\n\n--b\nContent-Type: image/png\n\nx\n--b\n"
        + "Content-Type: text/html\nContent-ID: <r>\n\n<b>root</b>\n--b--\n",
      "root\n[-- Attachment 1: image/png, 1 byte --]\n"
    ),
    (
      "Content-Type: multipart/signed; boundary=b\n\n--b\n\nsigned\n--b\nContent-Type: application/pgp-signature\n\nx\n--b--\n",
      "signed\n[-- OpenPGP signature, not verified --]\n"
    ),
    (
      "Content-Type: multipart/encrypted; boundary=b; protocol=\"application/pgp-encrypted\"\n\n--b\n"
        + "Content-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\nx\n--b--\n",
      "[-- Encrypted message (OpenPGP): cannot be decrypted here --]\n"
        + "[-- Attachment 2: application/octet-stream, 1 byte --]\n"
    ),
    (
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n"
        + "From: a@b\nSubject: =?utf-8?Q?=C3=A4?=\nX-Other: y\n\ninner\n--b--\n",
      "[-- Message 1 --]\nFrom: a@b\nSubject: \u{e4}\n\ninner\n"
    ),
    (
      "Content-Type: message/external-body; access-type=URL; URL=\"http://e.example/\"\n\nContent-Type: x/y\n",
      "[-- The content is kept elsewhere --]\naccess-type: URL\nurl: http://e.example/\nContent-Type: x/y\n"
    ),
    (
      "Content-Type: message/partial; number=1; total=3; id=x\n\npiece\n",
      "[-- Piece 1 of 3 of a message that was sent in pieces --]\npiece\n"
    ),
    ("Content-Type: multipart/mixed; boundary=none\n\nnot really\n", "not really\n"),
    ("Content-Type: text/plain; charset=x-nobody-knows\n\nASCII stays\n", "ASCII stays\n"),
  ]

  @Test(arguments: shown)
  func whatIsShown(message: String, text: String) {
    #expect(Self.render(message) == text)
  }

  @Test func htmlMayBePreferred() {
    #expect(
      Self.render(Self.alternative(Self.plain, Self.html), options: TextOptions(prefersHTML: true)) == "html words\n")
  }

  @Test func attachmentsMayBeLeftOut() {
    let message = "Content-Type: image/png\n\nxx"
    #expect(Self.render(message, options: TextOptions(listsAttachments: false)) == "")
  }

  @Test func cutStructureIsTold() {
    let limits = MIMELimits(depth: 1, parts: 3, fieldBytes: 1000, nameCharacters: 10, textBytes: 1000)
    let many = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\np\n", count: 9) + "--b--\n"
    #expect(Self.render(many, options: TextOptions(limits: limits)).contains("More than 3 parts"))
    let deep =
      "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n"
    #expect(Self.render(deep, options: TextOptions(limits: limits)).contains("nested too deeply"))
  }

  @Test func nestedStructureDoesNotMultiplyText() {
    var message = ""
    for level in 0..<5000 {
      message += "Content-Type: multipart/alternative; boundary=b\(level)\n\n--b\(level)\n"
    }
    message += "\ninside\n"
    #expect(Self.render(message).utf8.count < 2 * message.utf8.count)
    let messages = String(repeating: "Content-Type: message/rfc822\n\n", count: 5000) + "inside\n"
    #expect(Self.render(messages).utf8.count < 2 * messages.utf8.count)
  }

  @Test func descriptionsSayWhatProgramsAsk() {
    let message =
      "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nK=C3=A4se \r\n"
    let bytes = Array(message.utf8)
    let tree = PartTree(message: bytes, charsets: NoCharsets())
    let text = MessageText(message: bytes, tree: tree, charsets: NoCharsets(), html: nil)
    let part = text.describe(0)
    #expect(part.section == "1")
    #expect(part.type == "text/plain")
    #expect(part.charset == "utf-8")
    #expect(part.encoding == "quoted-printable")
    #expect(part.size == 8)
    #expect(part.text.map { String(decoding: $0, as: UTF8.self) } == "K\u{e4}se \n")
  }

  @Test(arguments: [
    (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1 kB"), (1500, "1.5 kB"), (12_345, "12 kB"),
    (999_900, "1 MB"), (3_400_000, "3.4 MB"), (25_000_000, "25 MB"),
  ])
  func sizesInWords(count: Int, words: String) {
    let message = "Content-Type: image/png\n\n" + String(repeating: "x", count: min(count, 2000))
    guard count <= 2000 else { return }
    #expect(Self.render(message) == "[-- Attachment 1: image/png, \(words) --]\n")
  }
}
