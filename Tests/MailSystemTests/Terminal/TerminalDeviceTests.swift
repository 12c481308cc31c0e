import MailTesting
import Testing

@testable import MailSystem

@Suite struct TerminalDeviceTests {
  @Test(arguments: [
    ("", []), ("one\n", ["one"]), ("one", ["one."]), ("\n\n", ["", ""]), ("one\ntwo\nthree", ["one", "two", "three."]),
  ]) func lines(_ text: String, _ wanted: [String]) throws {
    let directory = try TemporaryDirectory()
    let file = try FileDescriptor.open(directory.write(text, to: "in"), .read)
    let device = TerminalDevice(descriptor: file.raw)
    var lines: [String] = []
    reading: while true {
      switch try device.readLine() {
      case .line(let line): lines.append(String(decoding: line, as: UTF8.self))
      case .lastLine(let line): lines.append(String(decoding: line, as: UTF8.self) + ".")
      case .end, .interrupted: break reading
      }
    }
    #expect(lines == wanted)
    #expect(!device.isTerminal)
  }

  @Test func longLinesAndBytes() throws {
    let directory = try TemporaryDirectory()
    let long = String(repeating: "x", count: 200_000)
    let file = try FileDescriptor.open(directory.write(long + "\nrest", to: "in"), .read)
    let device = TerminalDevice(descriptor: file.raw)
    #expect(try device.readLine() == .line(Array(long.utf8)))
    var bytes: [UInt8] = []
    #expect(try device.read(into: &bytes, limit: 2) == 2)
    #expect(try device.read(into: &bytes, limit: 200) == 2)
    #expect(try device.read(into: &bytes, limit: 200) == 0)
    #expect(bytes == Array("rest".utf8))
  }
}
