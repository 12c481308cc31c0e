import Testing

@testable import MailShell

/// Texts that are encoded already, have parts of their own, or hold controls.
@Suite struct EncodedTextTests {
  private func sent(
    _ arguments: [String], _ input: String, rc: [String] = []
  ) throws -> (type: String?, encoding: String?, body: String, errors: String) {
    let run = try SendingRun(arguments + ["a@x.org"], rc: rc, input: input)
    #expect(run.status == 0, "\(run.errors.text)")
    var body = try #require(run.body)
    if body.hasSuffix("\n\n") { body.removeLast() }
    return (run.field("Content-Type"), run.field("Content-Transfer-Encoding"), body, run.errors.text)
  }

  private static func header(_ type: String, _ encoding: String) -> [String] {
    ["-a", "Content-Type: \(type)", "-a", "Content-Transfer-Encoding: \(encoding)"]
  }

  @Test func encodedTextIsNotEncodedTwice() throws {
    var message = try sent(Self.header("application/pdf", "base64"), "aGVs\nbG8=\n")
    #expect(message.type == "application/pdf")
    #expect(message.encoding == "base64" && message.body == "aGVsbG8=\n" && message.errors.isEmpty)
    message = try sent(Self.header("text/plain; charset=utf-8", "Quoted-Printable"), "caf=C3=A9\n")
    #expect(message.encoding == "quoted-printable" && message.body == "caf=C3=A9\n" && message.errors.isEmpty)
    // The line ends inside stay what they are: a checksum may depend on them.
    message = try sent(Self.header("text/plain", "base64"), "YQ0KYg0K\n")
    #expect(message.encoding == "base64" && message.body == "YQ0KYg0K\n")
  }

  @Test func whatIsNotEncodedSoIsEncoded() throws {
    var message = try sent(Self.header("text/plain", "base64"), "hello there\n")
    #expect(message.encoding == "base64" && message.body == "aGVsbG8gdGhlcmUK\n")
    #expect(message.errors.contains("not in base64"))
    message = try sent(Self.header("text/plain", "quoted-printable"), "a=b\n")
    #expect(message.encoding == "quoted-printable" && message.body == "a=3Db\n")
    #expect(message.errors.contains("not in quoted-printable"))
  }

  @Test func eightBitsAreSentWhereTheyAreAskedFor() throws {
    let message = try sent(Self.header("text/plain; charset=utf-8", "8BIT"), "caf\u{e9}\n")
    #expect(message.encoding == "8bit" && message.body == "caf\u{e9}\n" && message.errors.isEmpty)
    let long = try sent(Self.header("text/plain", "8bit"), String(repeating: "\u{e9}", count: 600) + "\n")
    #expect(long.encoding == "base64")
  }

  @Test func signaturesStayOutOfWhatIsNoText() throws {
    let rc = ["set message-inject-tail='sig'"]
    #expect(try sent(Self.header("application/pdf", "base64"), "aGVsbG8=\n", rc: rc).body == "aGVsbG8=\n")
    let parts = "--z\n\nhi\n--z--\n"
    #expect(try sent(["-a", "Content-Type: multipart/mixed; boundary=z"], parts, rc: rc).body == parts)
    let message = try sent([], "hi\n", rc: rc)
    #expect(message.body == "hi\nsig\n" && message.encoding == "7bit")
  }

  @Test(arguments: ["\u{7}", "\u{8}", "\u{b}", "\u{c}", "\u{1}", "\u{7f}", "\u{1b}(B", "\0"])
  func controlsLeaveTextText(_ control: String) throws {
    let message = try sent([], "one \(control)two\n")
    #expect(message.type == "text/plain; charset=us-ascii")
    #expect(message.encoding == "quoted-printable")
    #expect(message.body.hasPrefix("one =") && message.body.hasSuffix("two\n"))
    #expect(try sent([], "\(control)\n").type == "text/plain; charset=us-ascii" || control == "\0")
  }

  @Test func coloursOfATypedTextLeaveItText() throws {
    let message = try sent(["-~"], "a \u{1b}[31mred\n")
    #expect(message.type == "text/plain; charset=us-ascii" && message.body == "a =1B[31mred\n")
  }
}
