import MailFormat
import Testing

@Suite struct UnpackingTests {
  private static func files(_ message: [UInt8]) -> [UnpackedFile] {
    let tree = PartTree(message: message, charsets: NoCharsets())
    return MessageText(message: message, tree: tree, charsets: NoCharsets(), html: nil).files(of: 0)
  }

  private static func files(_ message: String) -> [UnpackedFile] { files(Array(message.utf8)) }

  @Test func uuencodedFilesBetweenLines() {
    let message = "\nbefore\nbegin 644 cat.txt\n#0V%T\n`\nend\nafter\nbegin 600 two words\n#0V%T\n`\nend\n"
    let found = Self.files(message)
    #expect(found.map(\.name) == ["cat.txt", "two words"])
    #expect(found.map(\.content) == [Array("Cat".utf8), Array("Cat".utf8)])
    #expect(found.allSatisfy { !$0.isDamaged })
    let text = MessageTextTests.render(message)
    #expect(text.hasPrefix("before\n[-- Attachment 1#1: cat.txt, 3 bytes --]\nafter\n"))
  }

  @Test(arguments: [
    "begin 644 x\nthis is just prose about beginnings\n", "begin now\n#0V%T\n`\nend\n", "begin 644 \n`\nend\n",
    "begin\n", "begin 644 x",
  ])
  func proseIsNoUuencode(body: String) {
    #expect(MessageTextTests.render("\n" + body).hasPrefix("begin"))
  }

  @Test func aCutUuencodedFileIsMarked() {
    let found = Self.files("\nbegin 644 cat.txt\n#0V%T\n")
    #expect(found.first?.isDamaged == true)
    #expect(found.first?.content == Array("Cat".utf8))
  }

  @Test func uuencodeAsTransferEncoding() {
    let message = "Content-Type: image/png\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n#0V%T\n`\nend\n"
    #expect(Self.files(message).first?.content == Array("Cat".utf8))
  }

  @Test func yEncodedFiles() {
    let content: [UInt8] = [0, 214, 19, 255, 65]
    var body: [UInt8] = Array("\n=ybegin line=128 size=5 name=a b.bin\n".utf8)
    for byte in content {
      let encoded = byte &+ 42
      if encoded == 0 || encoded == 10 || encoded == 13 || encoded == 61 {
        body += [61, encoded &+ 64]
      } else {
        body.append(encoded)
      }
    }
    let good = Self.files(body + Array("\n=yend size=5\n".utf8))
    #expect(good == [UnpackedFile(name: "a b.bin", content: content)])
    #expect(Self.files(body + Array("\n=yend size=6\n".utf8)).first?.isDamaged == true)
    #expect(Self.files(body + Array("\n=yend size=5 crc32=00000000\n".utf8)).first?.isDamaged == true)
    #expect(Self.files(body).first?.isDamaged == true)
  }

  @Test(
    arguments: [
      ("=ybegin line=128 size=3 name=x\nab\n=yend size=2\n", true, nil),
      ("=ybegin line=128 size=3 name=x\nabc\n=yend size=3\n", false, nil),
      (
        "=ybegin part=2 total=5 line=128 size=900 name=x\n=ypart begin=4 end=6\nabc\n=yend size=3 part=2\n", false,
        "part 2 of 5"
      ),
      ("=ybegin part=2 line=128 size=900 name=x\n=ypart begin=4 end=7\nabc\n=yend size=3 part=2\n", true, "part 2"),
      ("=ybegin part=2 line=128 size=9 name=x\n=ypart begin=4 end=6\nabc\n=yend size=3 crc32=1\n", false, "part 2"),
      ("=ybegin part=2 line=128 size=9 name=x\n=ypart begin=4 end=6\nabc\n=yend size=3 pcrc32=1\n", true, "part 2"),
    ] as [(String, Bool, String?)])
  func yEncIsCheckedAgainstWhatItStates(body: String, isDamaged: Bool, piece: String?) {
    let found = Self.files("\n" + body)
    #expect(found.map(\.isDamaged) == [isDamaged])
    #expect(found.map(\.piece?.words) == [piece])
    let line = MessageTextTests.render("\n" + body)
    #expect(
      line.hasPrefix("[-- Attachment 1#1: x, " + (piece.map { $0 + ", " } ?? "") + "\(found[0].content.count) bytes"))
    #expect(line.contains("damaged") == isDamaged)
  }

  @Test func aBeginningWithoutEndGoesAsFarAsTheNext() {
    let line = "=ybegin line=128 size=3 name=x\n"
    let found = Self.files("\n" + line + "abc\n" + line + "abc\n=yend size=3\nafter\n")
    #expect(found.map(\.content.count) == [3, 3])
    #expect(found.map(\.isDamaged) == [true, false])
    #expect(Self.files("\n" + String(repeating: line, count: 5000)).count == 1000)
  }

  /// A winmail.dat with one file, written field by field.
  private static func tnef(name: String, content: [UInt8]) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    func attribute(_ id: Int, _ data: [UInt8]) -> [UInt8] {
      var sum = 0
      for byte in data { sum += Int(byte) }
      var bytes: [UInt8] = [2]
      bytes += number(id, 4)
      bytes += number(data.count, 4)
      bytes += data
      bytes += number(sum & 0xffff, 2)
      return bytes
    }
    var units: [UInt8] = []
    for unit in name.utf16 { units += number(Int(unit), 2) }
    units += [0, 0]
    var properties: [UInt8] = []
    for value in [1, 0x3707_001f, 1, units.count] { properties += number(value, 4) }
    properties += units
    while properties.count % 4 != 0 { properties.append(0) }
    var file: [UInt8] = number(0x223e_9f78, 4)
    file += [1, 0]
    file += attribute(0x0006_9002, [UInt8](repeating: 0, count: 14))
    file += attribute(0x0001_8010, Array("SHORT~1.TXT".utf8) + [0])
    file += attribute(0x0006_800f, content)
    file += attribute(0x0006_9005, properties)
    return file
  }

  @Test func winmailIsUnpacked() {
    let packed = Self.tnef(name: "Längerer Name.txt", content: Array("content".utf8))
    let message = Array("Content-Type: application/ms-tnef; name=winmail.dat\n\n".utf8) + packed
    let found = Self.files(message)
    #expect(found == [UnpackedFile(name: "Längerer Name.txt", content: Array("content".utf8))])
    for cut in 0..<packed.count { _ = Self.files(Array(message.prefix(message.count - cut))) }
  }

  @Test func signedContentIsReadWithoutAKey() {
    func element(_ tag: UInt8, _ bodies: [UInt8]...) -> [UInt8] {
      let body = Array(bodies.joined())
      return [tag, 0x82, UInt8(body.count >> 8), UInt8(body.count & 255)] + body
    }
    let oid: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07]
    let inner = Array("Content-Type: text/plain\n\nsigned words\n".utf8)
    let pieces = element(0x24, element(0x04, Array(inner.prefix(10))), element(0x04, Array(inner.dropFirst(10))))
    let content = element(0x30, element(0x06, oid + [1]), element(0xa0, pieces))
    let signed = element(0x30, element(0x02, [1]), element(0x31, []), content)
    let cms = element(0x30, element(0x06, oid + [2]), element(0xa0, signed))
    let head = Array("Content-Type: application/pkcs7-mime\n\n".utf8)
    func render(_ bytes: [UInt8]) -> String {
      let tree = PartTree(message: bytes, charsets: NoCharsets())
      let text = MessageText(message: bytes, tree: tree, charsets: NoCharsets(), html: nil)
      return String(decoding: text.render(), as: UTF8.self)
    }
    #expect(render(head + cms) == "signed words\n[-- S/MIME signature, not verified --]\n")
    let encrypted = element(0x30, element(0x06, oid + [3]), element(0xa0, []))
    #expect(render(head + encrypted).contains("cannot be decrypted"))
    for cut in 0..<cms.count { _ = render(head + Array(cms.prefix(cut))) }
  }
}
