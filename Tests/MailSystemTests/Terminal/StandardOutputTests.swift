import MailTesting
import Testing

@testable import MailSystem

@Suite struct StandardOutputTests {
  @Test func buffersAndFlushes() throws {
    let directory = try TemporaryDirectory()
    let file = try FileDescriptor.open(directory.write("", to: "out"), .write)
    let output = StandardOutput(descriptor: file.raw)
    output.write(Array("text".utf8))
    #expect(directory.text(of: "out") == "")
    try output.finish()
    #expect(directory.text(of: "out") == "text")
    #expect(!output.isTerminal)
    #expect(output.windowSize == nil)
  }

  @Test func aFullDiskIsTold() throws {
    let file = try FileDescriptor.open("/dev/full", .write)
    let output = StandardOutput(descriptor: file.raw)
    output.write(Array("text".utf8))
    output.flush()
    #expect(!output.isHealthy)
    #expect(output.failure?.isFull == true)
    #expect(throws: SystemError.self) { try output.finish() }
  }
}
