import MailFormat
import Testing

/// What is saved beside the text: all that a reader is told of, each with a name.
@Suite struct AttachedFilesTests {
  private func reader(_ message: String) -> MessageText {
    let bytes = Array(message.utf8)
    let tree = PartTree(message: bytes, charsets: NoCharsets())
    return MessageText(message: bytes, tree: tree, charsets: NoCharsets(), html: nil)
  }

  private func mixed(_ parts: [String]) -> String {
    "Content-Type: multipart/mixed; boundary=b\n\n" + parts.map { "--b\n" + $0 + "\n\nx\n" }.joined() + "--b--\n"
  }

  static let parts: [(String, [String])] = [
    ("Content-Type: text/plain", []),
    ("Content-Type: text/plain; name=a.txt", ["a.txt"]),
    ("Content-Disposition: attachment", ["part-2.txt"]),
    ("Content-Type: image/png", ["part-2.png"]),
    ("Content-Type: image/jpeg", ["part-2.jpg"]),
    ("Content-Type: application/json", ["part-2.json"]),
    ("Content-Type: application/vnd.thing+xml", ["part-2.xml"]),
    ("Content-Type: application/x-nobody-knows", ["part-2.bin"]),
    ("Content-Type: application/octet-stream\nContent-Description: thing", ["part-2.bin"]),
    ("Content-Type: text/vcard", ["part-2.vcard"]),
    ("Content-Type: text/html\nContent-Disposition: attachment", ["part-2.html"]),
    ("Content-Type: application/pgp-signature", []),
    ("Content-Type: application/pgp-signature; name=s.asc", ["s.asc"]),
    ("Content-Type: message/delivery-status", []),
    ("Content-Type: message/rfc822\n\nContent-Type: image/gif", ["part-2.1.gif"]),
    (
      "Content-Type: multipart/alternative; boundary=c\n\n--c\n\nplain\n--c\nContent-Type: multipart/mixed; boundary=d\n\n"
        + "--d\nContent-Type: text/html\n\n<p>html\n--d\nContent-Type: application/pdf\n\npdf\n--d--\n--c--",
      ["part-2.2.2.pdf"]
    ),
  ]

  @Test(arguments: parts) func names(_ part: String, _ expected: [String]) {
    #expect(reader(mixed(["Content-Type: text/plain", part])).attachedFiles.map(\.name) == expected)
  }

  /// A winmail.dat with one file, in a message that is nothing else.
  private static func tnef(body: String) -> String {
    func attribute(_ level: UInt8, _ name: UInt32, _ content: [UInt8]) -> [UInt8] {
      func little(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
      return [level] + little(name) + little(UInt32(content.count)) + content + [0, 0]
    }
    var bytes: [UInt8] = [0x78, 0x9f, 0x3e, 0x22, 0, 0]
    if !body.isEmpty { bytes += attribute(1, 0x0002_800c, Array(body.utf8) + [0]) }
    bytes += attribute(2, 0x0006_9002, [0, 0]) + attribute(2, 0x0001_8010, Array("in.txt".utf8) + [0])
    bytes += attribute(2, 0x0006_800f, Array("inner".utf8))
    return bytes.map { byte in (byte < 16 ? "=0" : "=") + String(byte, radix: 16, uppercase: true) }.joined()
  }

  @Test func aMessageThatIsOnePackageIsOpened() {
    let message = "Content-Type: application/ms-tnef\nContent-Transfer-Encoding: quoted-printable\n\n"
    let packed = reader(message + Self.tnef(body: "words") + "\n")
    #expect(packed.attachedFiles.map(\.name) == ["in.txt"])
    #expect(!packed.isOneFile)
    #expect(reader("Content-Type: application/ms-tnef\n\nno such thing\n").isOneFile)
    #expect(reader("Content-Type: application/pdf\n\npdf\n").isOneFile)
    #expect(!reader("Content-Type: text/html\n\n<p>\n").isOneFile)
    #expect(reader("Content-Type: text/html\n\n<p>\n").writableText == Array("<p>\n".utf8))
    #expect(String(decoding: packed.writableText, as: UTF8.self).hasSuffix("words\n"))
  }
}
