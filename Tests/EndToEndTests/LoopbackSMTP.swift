import Foundation
import MailTesting

/// An SMTP server of the tests on loopback: answers as it is told, and keeps what it is sent.
final class LoopbackSMTP: @unchecked Sendable {
  /// What it was sent in one connection.
  struct Transaction: Sendable {
    var commands: [String] = []
    var messages: [String] = []
  }

  private let listener: LoopbackListener
  private let answers: [String: String]
  private let lock = NSLock()
  private var kept = Transaction()

  /// Starts; `answers` replaces the answer to a command, by `banner`, a verb, a whole line's beginning, or `EOD`.
  init(_ answers: [String: String] = [:]) throws {
    self.answers = answers
    listener = try LoopbackListener()
    listener.serve { [weak self] in
      guard let self else { return nil }
      return { self.serve($0) }
    }
  }

  var port: UInt16 { listener.port }

  /// Everything that was sent so far.
  var transcript: Transaction { lock.withLock { kept } }

  private func serve(_ connection: Int32) {
    var input = Data()
    func line() -> Data? {
      while true {
        if let end = input.firstIndex(of: 10) {
          let line = Data(input[...end])
          input = Data(input[(end + 1)...])
          return line
        }
        var buffer = [UInt8](repeating: 0, count: 65536)
        let got = recv(connection, &buffer, buffer.count, 0)
        guard got > 0 else { return nil }
        input.append(contentsOf: buffer[..<got])
      }
    }
    func say(_ text: String) {
      let bytes = Array((text + "\r\n").utf8)
      _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
    say(answers["banner"] ?? "220 test ESMTP")
    while let data = line() {
      let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
      lock.withLock { kept.commands.append(text) }
      let verb = String(text.prefix { $0 != " " }).uppercased()
      let answer = answers.first { text.uppercased().hasPrefix($0.key.uppercased()) }?.value
      switch verb {
      case "EHLO", "LHLO": say(answer ?? "250-test\r\n250-AUTH PLAIN LOGIN\r\n250 PIPELINING")
      case "AUTH": say(answer ?? "235 ok")
      case "DATA":
        say(answer ?? "354 go on")
        guard answer?.hasPrefix("3") ?? true else { continue }
        var message = Data()
        while let part = line(), part != Data(".\r\n".utf8) { message.append(part) }
        usleep(20000)
        lock.withLock { kept.messages.append(String(decoding: message, as: UTF8.self)) }
        say(answers["EOD"] ?? "250 ok")
      case "QUIT":
        say("221 bye")
        return
      default: say(answer ?? "250 ok")
      }
    }
  }
}
