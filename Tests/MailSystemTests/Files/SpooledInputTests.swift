import Glibc
import Testing

@testable import MailSystem

/// Streams that are read whole, and signals that come before their end.
@Suite struct SpooledInputTests {
  /// A pipe whose writer has said so much and goes on to hold it open.
  private func pipe(_ text: [UInt8], ended: Bool) -> (reader: Int32, writer: Int32) {
    var ends: [Int32] = [0, 0]
    #expect(Glibc.pipe(&ends) == 0)
    #expect(write(ends[1], text, text.count) == text.count)
    if ended { close(ends[1]) }
    return (ends[0], ended ? -1 : ends[1])
  }

  @Test func aTextThatIsThereCostsNoGate() throws {
    let ends = pipe(Array("text\n".utf8), ended: true)
    var gates = 0
    let descriptor = FileDescriptor(owning: ends.reader, name: "pipe")
    let (input, signal) = try SpooledInput.readAll(from: descriptor) {
      gates += 1
      return nil
    }
    #expect(gates == 0 && signal == nil && input.count == 5)
  }
}
