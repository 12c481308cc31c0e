import MailBytes
import Testing

@testable import MailFormat

/// Multiparts made by hand: what can travel stays byte for byte, what cannot is encoded inside its part.
@Suite struct MultipartMenderTests {
  private static let long = String(repeating: "x", count: 1200)

  private func built(_ body: String, type: String = "multipart/mixed; boundary=zz") throws -> String {
    var draft = Draft()
    draft.body = .part(.text(MemoryContent(Array(body.utf8)), type: type))
    var bytes: [UInt8] = []
    for segment in try MessageBuilder.build(draft, options: BuildOptions()).segments {
      switch segment {
      case .text(let text): bytes += text
      case .file(let content, _): try content.read(at: 0, limit: content.count, into: &bytes)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func body(_ message: String) -> String {
    message.firstRange(of: "\n\n").map { String(message[$0.upperBound...]) } ?? ""
  }

  @Test func whatCanTravelStaysAsItIs() throws {
    let text = "preamble\n--zz\n\nhi\n--zz\nContent-Type: text/html\n\n<p>\n--zz--\nepilogue\n"
    let message = try built(text)
    #expect(message.contains("Content-Type: multipart/mixed; boundary=zz\n"))
    #expect(body(message) == text)
  }

  @Test func longBase64IsBrokenIntoLines() throws {
    let content = [UInt8](repeating: 7, count: 1500)
    let head = "--zz\n\nhi\n--zz\nContent-Transfer-Encoding: base64\nContent-Type: application/pdf\n\n"
    let message = try built(head + String(decoding: Base64.encode(content), as: UTF8.self) + "\n--zz--\n")
    let lines = String(decoding: Base64.encodeLines(content.span), as: UTF8.self)
    #expect(
      body(message)
        == "--zz\n\nhi\n--zz\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n" + lines + "--zz--\n"
    )
  }

  @Test(arguments: ["\(long)\n", long, "a\0b", "a\rb\n"]) func textIsQuoted(_ content: String) throws {
    let message = try built("--zz\nContent-Type: text/html\n\n\(content)\n--zz--\n")
    let tree = PartTree(message: Array(message.utf8), charsets: NoCharsets())
    let part = try #require(tree.parts.last)
    #expect(part.type == "text/html" && part.encoding == .quotedPrintable)
    #expect(QuotedPrintable.decode(Array(Array(message.utf8)[part.body])) == Array(content.utf8))
    #expect(message.utf8.split(separator: 0x0a).allSatisfy { $0.count <= 78 })
  }

  @Test func nestedPartsAreMended() throws {
    let message = try built(
      "--zz\nContent-Type: multipart/alternative; boundary=yy\n\n--yy\n\n\(Self.long)\n--yy--\n--zz--\n")
    #expect(message.contains("--yy\nContent-Transfer-Encoding: quoted-printable\n\nxxx"))
    #expect(message.hasSuffix("\n--yy--\n--zz--\n"))
  }

  @Test(arguments: [
    "\(long)\n", "--zz\n\nhi\n--zz--\n\(long)\n", "--zz\nX: \(long)\n\nhi\n--zz--\n", "a\0\n--zz\n\nhi\n--zz--\n",
  ])
  func whatCannotBeMendedIsRefused(_ text: String) {
    #expect {
      _ = try built(text)
    } throws: { error in
      (error as? ComposeError)?.code == .structure && (error as? ComposeError)?.exitStatus == .dataError
    }
  }
}
