import Foundation
import MailSystem
import MailTesting
import Testing

/// An SMTP server that behaves as told: its replies, its extensions, and one fault at one step.
final class FakeSMTPServer: Sendable {
  enum Step: String, CaseIterable, Sendable {
    case greeting
    case hello
    case auth
    case mail
    case recipient
    case data
    case end
  }

  enum Fault: Sendable, CustomTestStringConvertible {
    case silence
    case cut
    case reset
    case reply(String)

    var testDescription: String {
      switch self {
      case .silence: "silence"
      case .cut: "cut"
      case .reset: "reset"
      case .reply(let text): String(text.prefix(20))
      }
    }
  }

  struct Behaviour: Sendable {
    var extensions = ["PIPELINING", "8BITMIME", "SIZE 1000000"]
    var step: Step?
    var fault = Fault.silence
    /// Replies to RCPT by a part of the address.
    var recipients: [String: String] = [:]
    var quit = "221 bye"
    var greetsWith = "220 fake ESMTP"
    var isLMTP = false
    /// Whether STARTTLS is agreed to; what follows is never understood.
    var knowsSTARTTLS = false
    /// Whether BDAT works where CHUNKING is offered.
    var knowsBDAT = true
  }

  /// One accepted message.
  struct Message: Sendable, Equatable {
    var recipients: [String]
    var content: [UInt8]
  }

  private final class Inbox: @unchecked Sendable {
    let lock = NSLock()
    var messages: [Message] = []
  }

  let server: ScriptedServer
  private let inbox = Inbox()

  /// What was accepted with 250, in order.
  var messages: [Message] { inbox.lock.withLock { inbox.messages } }

  init(_ behaviour: Behaviour = Behaviour(), lastByte: UInt8 = 1, port: UInt16 = 0) throws {
    let inbox = inbox
    server = try ScriptedServer(lastByte: lastByte, port: port) { connection in Self.serve(connection, behaviour, inbox)
    }
  }

  /// Two servers on one port, at 127.0.0.1 and 127.0.0.2.
  ///
  /// The port that is free for the first can be taken for the second, by another test's server or by
  /// a connection that has just ended: then both look for another.
  static func pair(_ first: Behaviour = Behaviour(), _ second: Behaviour = Behaviour()) throws -> (
    FakeSMTPServer, FakeSMTPServer
  ) {
    for _ in 0..<50 {
      let one = try FakeSMTPServer(first)
      if let other = try? FakeSMTPServer(second, lastByte: 2, port: one.server.port) { return (one, other) }
    }
    throw SystemError(call: "bind", subject: "127.0.0.2", errno: EADDRINUSE)
  }

  /// Plays the fault; false when the session ends by it.
  private static func answer(
    _ connection: ScriptedServer.Connection, _ behaviour: Behaviour, _ step: Step, _ reply: String
  ) -> Bool {
    guard behaviour.step == step else {
      connection.write(reply + "\r\n")
      return true
    }
    switch behaviour.fault {
    case .silence: connection.stall()
    case .cut: break
    case .reset: connection.reset()
    case .reply(let text):
      connection.write(text + "\r\n")
      return true
    }
    return false
  }

  private static func serve(_ connection: ScriptedServer.Connection, _ behaviour: Behaviour, _ inbox: Inbox) {
    guard answer(connection, behaviour, .greeting, behaviour.greetsWith) else { return }
    var recipients: [String] = []
    var hasSender = false
    while let line = connection.readLine() {
      let verb = line.split(separator: " ").first.map { $0.uppercased() } ?? ""
      var goesOn = true
      switch verb {
      case "EHLO", "LHLO":
        let lines = ["fake"] + behaviour.extensions
        let reply = lines.enumerated().map { $0 == lines.count - 1 ? "250 \($1)" : "250-\($1)" }
        goesOn = answer(connection, behaviour, .hello, reply.joined(separator: "\r\n"))
      case "STARTTLS" where behaviour.knowsSTARTTLS:
        connection.write("220 go\r\n")
        connection.stall()
        return
      case "HELO": connection.write("250 fake\r\n")
      case "AUTH": goesOn = answer(connection, behaviour, .auth, "235 ok")
      case "MAIL":
        recipients = []
        hasSender = behaviour.step != .mail
        goesOn = answer(connection, behaviour, .mail, "250 ok")
      case "RCPT" where !hasSender: connection.write("503 who sends\r\n")
      case "RCPT":
        let special = behaviour.recipients.first { line.contains($0.key) }?.value
        if special == nil, behaviour.step != .recipient { recipients.append(line) }
        goesOn =
          special.map { connection.write($0 + "\r\n") } != nil
          || answer(connection, behaviour, .recipient, "250 ok")
      case "DATA":
        guard !recipients.isEmpty else {
          connection.write("503 no recipient\r\n")
          continue
        }
        goesOn = answer(connection, behaviour, .data, "354 go")
        if behaviour.step == .data { break }
        guard let content = connection.readMessage() else { return }
        let taken = Message(recipients: recipients, content: content)
        if behaviour.step != .end { inbox.lock.withLock { inbox.messages.append(taken) } }
        for _ in 0..<(behaviour.isLMTP ? recipients.count : 1) where goesOn {
          goesOn = answer(connection, behaviour, .end, "250 2.0.0 queued")
        }
      case "BDAT" where behaviour.extensions.contains("CHUNKING") && behaviour.knowsBDAT:
        let count = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        guard let content = connection.readBytes(count) else { return }
        guard !recipients.isEmpty else {
          connection.write("503 no recipient\r\n")
          continue
        }
        if behaviour.step != .end {
          inbox.lock.withLock { inbox.messages.append(Message(recipients: recipients, content: content)) }
        }
        for _ in 0..<(behaviour.isLMTP ? recipients.count : 1) where goesOn {
          goesOn = answer(connection, behaviour, .end, "250 2.0.0 chunk taken")
        }
      case "QUIT":
        if !behaviour.quit.isEmpty { connection.write(behaviour.quit + "\r\n") }
        return
      default: connection.write("500 what\r\n")
      }
      if !goesOn { return }
    }
  }
}
