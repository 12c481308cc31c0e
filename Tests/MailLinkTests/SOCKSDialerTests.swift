import MailBytes
import MailSystem
import MailTesting
import Testing

@testable import MailLink

@Suite struct SOCKSDialerTests {
  private final class OneStreamDialer: Dialer {
    let stream: any ByteStream
    init(_ stream: any ByteStream) { self.stream = stream }
    func connect(to endpoint: Endpoint, by deadline: Deadline) throws(SystemError) -> any ByteStream { stream }
  }

  private func connect(_ steps: [ScriptedStream.Step], user: String = "", piece: Int = .max) throws -> String {
    let stream = ScriptedStream(steps, pieceSize: piece)
    let dialer = SOCKSDialer(
      proxy: .host("127.0.0.1", port: 1080), user: user, password: Secret([112]), dialer: OneStreamDialer(stream))
    let connected = try dialer.connect(to: .host("mail.test", port: 25), by: .after(seconds: 5))
    #expect(!connected.isLoopback)
    #expect(stream.complaints.isEmpty)
    var buffer: [UInt8] = []
    while buffer.count < 8 { if try connected.read(into: &buffer, by: .after(seconds: 5)) == 0 { break } }
    return String(decoding: buffer, as: UTF8.self)
  }

  private let request = "\u{5}\u{1}\0\u{3}\u{9}mail.test\0\u{19}"

  @Test(arguments: [1, 2, 5, Int.max]) func theProxyConnects(piece: Int) throws {
    let text = try connect(
      [
        .hears("\u{5}\u{1}\0"), .saysBytes([5, 0]), .hears(request),
        .saysBytes([5, 0, 0, 1, 127, 0, 0, 1, 0, 25] + Array("220 hi\r\n".utf8)),
      ], piece: piece)
    #expect(text == "220 hi\r\n")
  }

  @Test func aPasswordIsAskedFor() throws {
    let text = try connect(
      [
        .hears("\u{5}\u{2}\0\u{2}"), .saysBytes([5, 2]), .hears("\u{1}\u{3}joe\u{1}p"), .saysBytes([1, 0]),
        .hears(request),
        .saysBytes([5, 0, 0, 3, 1, 65, 0, 25]), .says("220 hi\r\n"),
      ], user: "joe")
    #expect(text == "220 hi\r\n")
  }

  @Test(
    arguments: [
      [[72, 84]], [[5, 255]], [[5, 2]], [[5, 0], [5, 5, 0, 1, 0, 0, 0, 0, 0, 0]],
      [[5, 0], [5, 0, 0, 9, 0, 0, 0, 0, 0, 0]],
      [[5]], [[5, 0], [5, 0, 0]],
    ] as [[[UInt8]]])
  func refusalsAndNonsenseAreErrors(answers: [[UInt8]]) {
    var steps: [ScriptedStream.Step] = [.hears("\u{5}\u{1}\0")]
    for (index, answer) in answers.enumerated() {
      if index == 1 { steps.append(.hears(request)) }
      steps.append(.saysBytes(answer))
    }
    steps.append(.closes)
    #expect(throws: SystemError.self) { try connect(steps) }
  }
}
