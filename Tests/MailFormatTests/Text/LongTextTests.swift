import MailBytes
import MailFormat
import MailTesting
import Testing

/// A long text read in pieces is the text that is read as a whole.
struct LongTextTests {
  static let messages: [String] = [
    "Subject: x\n\nplain\n\nlines without an end",
    "Subject: x\n\n",
    "Subject: x\n\none\r\ntwo\rthree\r\n\r\n",
    "Content-Type: text/plain; charset=utf-8\n\nGr\u{fc}\u{df}e \u{2603} \u{1f600}\n\u{feff}mark\n",
    "Content-Type: text/plain; charset=utf-8\n\n\u{feff}mark first\n\u{feff}and later\n",
    "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-8\n\n"
      + "Gr=C3=BC=C3=\n=9Fe =\nsoft\nbad =zz escape =\n",
    "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=iso-8859-1\n\nGr=FC=DFe=0D=0Ax=85\n",
    "Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=utf-8\n\nR3LDvMOfZQo=\n",
    "Content-Transfer-Encoding: base64\n\nR3LDvMOf\nZQo=\nR3LDvMOf\nZQo=\n\nA list's footer\nof two lines\n",
    "Content-Transfer-Encoding: base64\n\nR3LDvMOfZQo\n=\nR3LDvMOfZQo=\n",
    "Content-Transfer-Encoding: base64\n\nR3LD!\nvMOfZ\n\nQo= \n\n",
  ]

  @Test(arguments: messages)
  func piecesMakeTheWhole(message: String) throws {
    let bytes = Array(message.utf8)
    let charsets = NoCharsets()
    let tree = PartTree(message: bytes, charsets: charsets)
    let whole = MessageText(message: bytes, tree: tree, charsets: charsets, html: nil).render()
    let start = tree.parts[0].body.lowerBound
    for size in 1...max(1, bytes.count - start) {
      var reader = try #require(LongText(head: Array(bytes[..<start]), charsets: charsets))
      var text: [UInt8] = []
      for piece in stride(from: start, to: bytes.count, by: size) {
        text += reader.read(Array(bytes[piece..<min(piece + size, bytes.count)]))
      }
      text += reader.finish()
      if let last = text.last, last != 0x0a { text.append(0x0a) }
      #expect(text == whole, "pieces of \(size)")
    }
  }

  /// What is not one text of lines that stand for themselves is read as a whole.
  @Test(arguments: [
    "Content-Type: text/html", "Content-Type: multipart/mixed; boundary=b", "Content-Type: image/png",
    "Content-Type: text/plain; charset=iso-2022-jp", "Content-Type: text/plain; charset=utf-16",
    "Content-Type: text/plain; format=flowed", "Content-Disposition: attachment",
    "Content-Transfer-Encoding: x-uuencode", "Content-Type: message/rfc822",
  ])
  func othersAreReadWhole(field: String) {
    #expect(LongText(head: Array((field + "\n\n").utf8), charsets: NoCharsets()) == nil)
  }

  /// A line that does not end is handed out in pieces, none of which cuts a character.
  @Test func lineWithoutEnd() throws {
    var reader = try #require(LongText(head: [0x0a], charsets: NoCharsets(), longestLine: 8))
    var text: [UInt8] = []
    var largest = 0
    let line = Array("Gr\u{fc}\u{df}e \u{2603}\u{2603}\u{2603} a \u{1f600} and so on, without an end at all".utf8)
    for byte in line {
      let piece = reader.read([byte])
      largest = max(largest, piece.count)
      text += piece
    }
    text += reader.finish()
    #expect(text == line)
    #expect(largest < 16)
  }
}
