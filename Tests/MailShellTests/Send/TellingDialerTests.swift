import MailSystem
import MailTesting
import Testing

@testable import MailShell

@Suite struct TellingDialerTests {
  @Test func aSilentServerIsToldOnce() throws {
    let stream = ScriptedStream([.isSilent, .says("220 hello\r\n"), .isSilent])
    var told: [String] = []
    let dialer = TellingDialer(ScriptedDialer([stream]), patience: 1) { told.append($0) }
    let connection = try dialer.connect(to: .host("mx.example.org", port: 25), by: .after(seconds: 60))
    var buffer: [UInt8] = []
    #expect(try connection.read(into: &buffer, by: .after(seconds: 60)) == 11)
    #expect(told == ["mx.example.org"])
    #expect(throws: SystemError.self) { try connection.read(into: &buffer, by: .after(seconds: 60)) }
    #expect(told.count == 1)
  }

  @Test func aShortLimitIsNotExceeded() throws {
    let stream = ScriptedStream([.isSilent, .says("late")])
    var told: [String] = []
    let dialer = TellingDialer(ScriptedDialer([stream])) { told.append($0) }
    let connection = try dialer.connect(to: .host("mx.example.org", port: 25), by: .after(seconds: 60))
    var buffer: [UInt8] = []
    #expect(throws: SystemError.self) { try connection.read(into: &buffer, by: .after(seconds: 1)) }
    #expect(told.isEmpty)
  }
}
