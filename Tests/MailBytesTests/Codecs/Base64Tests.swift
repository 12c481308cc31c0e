import Foundation
import MailBytes
import Testing

@Suite(.serialized)
struct Base64Tests {
  @Test func encodesAsFoundationDoesAtEachLevel() {
    defer { Kernels.limitLevel(to: 2) }
    var noise = Noise(11)
    for level in [0, 1, 2] {
      Kernels.limitLevel(to: level)
      for size in [0, 1, 2, 3, 4, 16, 27, 28, 56, 57, 58, 75, 76, 114, 115, 200, 1000, 5000] {
        let bytes = noise.bytes(size)
        let encoded = Base64.encode(bytes)
        #expect(encoded == Array(Data(bytes).base64EncodedString().utf8))
        #expect(Base64.decode(encoded) == bytes)
        #expect(Base64.decodeStrictly(encoded.span) == bytes)
        let lines = Base64.encodeLines(bytes.span)
        #expect(lines.filter { $0 != 10 } == encoded)
        #expect(lines.count == Base64Encoder.encodedCount(size))
        #expect(lines.split(separator: 10).allSatisfy { $0.count <= 76 })
        #expect(lines.isEmpty || lines.last == 10)
        #expect(Base64.decode(lines) == bytes)
        #expect(
          Base64.decode(Array(String(decoding: lines, as: UTF8.self).replacing("\n", with: "\r\n").utf8)) == bytes)
      }
    }
  }

  @Test func worksInPiecesOfAnySize() {
    var noise = Noise(12)
    let bytes = noise.bytes(1500)
    let whole = Base64.encodeLines(bytes.span)
    for piece in [1, 2, 3, 7, 56, 57, 58, 100, 999] {
      var encoder = Base64Encoder()
      var decoder = Base64Decoder()
      var encoded: [UInt8] = []
      var decoded: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: piece) {
        encoder.encode(bytes.span.extracting(start..<min(start + piece, bytes.count)), into: &encoded)
      }
      encoder.finish(into: &encoded)
      #expect(encoded == whole)
      for start in stride(from: 0, to: whole.count, by: piece) {
        decoder.decode(whole.span.extracting(start..<min(start + piece, whole.count)), into: &decoded)
      }
      decoder.finish(into: &decoded)
      #expect(decoded == bytes)
    }
  }

  @Test(arguments: [
    ("QUJD", "ABC"), ("QUI=", "AB"), ("QUI", "AB"), ("QQ", "A"), ("Q", ""), ("", ""), ("====", ""),
    ("QUI=QUJD", "ABABC"), ("Q-U*J!D", "ABC"), ("QU JD\r\n\tQQ==", "ABCA"), ("QUJD=", "ABC"), ("\u{e4}QUJD", "ABC"),
  ])
  func forgivesWhatCanBeForgiven(_ encoded: String, _ expected: String) {
    #expect(String(decoding: Base64.decode(Array(encoded.utf8)), as: UTF8.self) == expected)
  }

  @Test(arguments: ["QUI", "QQ=A", "QQ==QQ==", "Q===", "QU D", "QUJD="])
  func strictDecodingRefuses(_ encoded: String) {
    #expect(Base64.decodeStrictly(Array(encoded.utf8).span) == nil)
  }

  @Test func junkAnywhereChangesNothing() {
    defer { Kernels.limitLevel(to: 2) }
    var noise = Noise(13)
    for level in [0, 1, 2] {
      Kernels.limitLevel(to: level)
      for _ in 0..<50 {
        let bytes = noise.bytes(Int.random(in: 0...200, using: &noise))
        var encoded = Base64.encode(bytes)
        for _ in 0..<Int.random(in: 0...9, using: &noise) {
          let junk: [UInt8] = [0x0a, 0x20, 0x2d, 0x80, 0xff, 0x00]
          encoded.insert(
            junk.randomElement(using: &noise) ?? 0, at: Int.random(in: 0...encoded.count, using: &noise))
        }
        #expect(Base64.decode(encoded) == bytes)
      }
    }
  }

  @Test func countsJunk() {
    var decoder = Base64Decoder()
    var output: [UInt8] = []
    decoder.decode(Array("QU*JD\n--".utf8).span, into: &output)
    #expect(decoder.junk == 3)
  }
}
