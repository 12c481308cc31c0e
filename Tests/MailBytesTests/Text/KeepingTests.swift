import MailBytes
import Testing

@Suite struct KeepingTests {
  @Test(
    arguments: [
      [], Array("plain".utf8), Array("café €😀".utf8), [0x63, 0xe9], [0xe9], [0x80, 0xff, 0xc0, 0xbf],
      [0x61, 0xc3], [0xc3, 0xa9, 0xe9, 0x2f, 0xf0, 0x9f, 0x98], [0xf4, 0x8f, 0xbf, 0xbf], [0xf4, 0x90, 0x80, 0x80],
    ] as [[UInt8]])
  func noByteIsLost(_ bytes: [UInt8]) {
    let text = String(keeping: bytes)
    #expect(text.keptBytes == bytes)
    #expect(String(keeping: Array(text.utf8)) == text)
    #expect(text.keepsForeignBytes == !UTF8Text.isValid(bytes))
    #expect(text.repaired == String(decoding: bytes, as: UTF8.self))
  }

  @Test func everyByte() {
    let bytes = Array(UInt8.min...UInt8.max)
    #expect(String(keeping: bytes).keptBytes == bytes)
    #expect(String(keeping: bytes[200...]).keptBytes == Array(bytes[200...]))
  }

  @Test func aKeptByteIsNothingForTheTerminal() {
    #expect(TerminalText(cleaning: String(keeping: [0x61, 0xe9, 0x62])).bytes == Array("a\u{fffd}b".utf8))
  }
}
