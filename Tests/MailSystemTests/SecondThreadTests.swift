import Glibc
import Testing

@testable import MailSystem

@Suite struct SecondThreadTests {
  /// As a home on a server that does not answer: whoever waits for it goes on.
  @Test func whatNeverEndsIsLeftAlone() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let reader = ends[0]
    func start() -> SecondThread<Bool>? {
      SecondThread {
        var byte: UInt8 = 0
        return read(reader, &byte, 1) == 1
      }
    }
    let late = start()?.join(within: 1)
    #expect(late == .some(nil))
    // Both, since the first one is still reading.
    let second = start()
    #expect(write(ends[1], [1, 1], 2) == 2)
    let value = second?.join(within: 60_000)
    #expect(value == true)
    close(ends[1])
  }
}
