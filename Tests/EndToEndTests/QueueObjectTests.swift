import Foundation
import Testing

/// What `--json` says about messages that stay in the queue, by the words of a server.
@Suite struct QueueObjectTests {
  @Test func theReplyIsThatOfTheServer() throws {
    let program = try Program()
    defer { program.cleanUp() }
    let server = try PlayedServer(recipients: ["a@x.org": "451 4.7.1 come back later"])
    try program.write(".mailrc", "set queue from=me@x.org smtp=smtp://127.0.0.1:\(server.port)\n")
    let waits = #"{"address":"a@x.org","outcome":"queued","reply":"451 4.7.1 come back later"#
    let sent = try program.run(["--json", "a@x.org", "b@x.org"], input: "text\n")
    #expect(sent.status == 0 && sent.output.contains(waits), "\(sent.output)\(sent.errors)")
    #expect(sent.output.contains(#""b@x.org","outcome":"accepted","reply":"250 2.0.0 taken"}"#), "\(sent.output)")
    let flushed = try program.run(["--json", "--flush"])
    #expect(flushed.status == 75 && flushed.output.contains(waits), "\(flushed.output)\(flushed.errors)")
    #expect(!flushed.output.contains("\"queued\":null"), "\(flushed.output)")
  }
}
