import Foundation
import MailBytes
import MailSystem
import Testing

@testable import MailSubmit

/// The file from which programs read a message.
@Suite struct MessageFileTests {
  @Test("A small message lies in memory, where it costs least", arguments: [(10, true), (1 << 20, false)])
  func place(_ size: Int, _ isInMemory: Bool) throws {
    let text = [UInt8](repeating: UInt8(ascii: "x"), count: size)
    let file = try MessageFile.make(about: size) { (hand) throws(MessageWriter.Failure<SystemError>) in
      do throws(SystemError) { try hand(text.span) } catch { throw .sink(error) }
    }
    let path = "/proc/self/fd/\(file.raw)"
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path).hasPrefix("/memfd:") == isInMemory)
    #expect(try file.readToEnd() == text)
  }
}
