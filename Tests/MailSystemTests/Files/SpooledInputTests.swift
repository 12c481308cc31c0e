import MailTesting
import Testing

@testable import MailSystem

/// Streams that are read whole.
@Suite struct SpooledInputTests {
  @Test(arguments: [0, 5, SpooledInput.memoryLimit]) func aTextThatIsThereCostsNoGate(_ size: Int) throws {
    let directory = try TemporaryDirectory()
    let text = [UInt8](repeating: 0x61, count: size)
    let file = try FileDescriptor.open(directory.write(text, to: "in"), .read)
    var gates = 0
    let (input, signal) = try SpooledInput.readAll(from: file) {
      gates += 1
      return nil
    }
    #expect(gates == 0 && signal == nil && input.count == size)
  }
}
