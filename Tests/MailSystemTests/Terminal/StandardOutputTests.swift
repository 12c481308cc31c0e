import Glibc
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

  /// A signal ends the wait for who does not read, and costs nothing that can be written.
  @Test func aFullPipeThatNobodyReads() throws {
    let signal = Signal(rawValue: SIGUSR1)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    let gate = try SignalGate([signal])
    pthread_kill(pthread_self(), SIGUSR1)
    let output = StandardOutput(descriptor: ends[1], gate: { gate })
    output.write(Array("text".utf8))
    output.flush()
    #expect(output.isHealthy)
    // More than any pipe takes.
    output.write([UInt8](repeating: 0x61, count: 1 << 21))
    output.flush()
    #expect(output.failure?.isInterruption == true)
    #expect(gate.take() == signal)
  }
}
