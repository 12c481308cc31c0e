import Foundation
import MailTesting

/// A server on loopback that plays a script for each connection and records every byte that comes.
final class PlayedServer: @unchecked Sendable {
  /// One connection as the script sees it.
  final class Peer {
    private let socket: Int32
    private let server: PlayedServer
    private var input: [UInt8] = []

    fileprivate init(_ socket: Int32, _ server: PlayedServer) {
      self.socket = socket
      self.server = server
    }

    /// Sends a line.
    func say(_ text: String) { write(Array((text + "\r\n").utf8)) }

    /// Sends bytes as they are; false when nobody takes them any more.
    @discardableResult func write(_ bytes: [UInt8]) -> Bool {
      var done = 0
      while done < bytes.count {
        let sent = bytes[done...].withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard sent > 0 else { return false }
        done += sent
      }
      return true
    }

    /// The next line without its end; nil when the peer has closed.
    func line() -> String? {
      while true {
        if let end = input.firstIndex(of: 10) {
          let line = String(decoding: input[..<end], as: UTF8.self)
          input.removeFirst(end + 1)
          return line.hasSuffix("\r") ? String(line.dropLast()) : line
        }
        guard fill() else { return nil }
      }
    }

    /// The bytes up to the lone dot, as they came; nil when the peer has closed before.
    func message() -> [UInt8]? {
      let mark = Data("\r\n.\r\n".utf8)
      while true {
        if let end = Data(input).range(of: mark) {
          defer { input.removeFirst(end.upperBound) }
          return Array(input[..<(end.lowerBound + 2)])
        }
        guard fill() else { return nil }
      }
    }

    /// Waits for the peer to close.
    func stall() { while fill() {} }

    private func fill() -> Bool {
      var buffer = [UInt8](repeating: 0, count: 65536)
      let got = recv(socket, &buffer, buffer.count, 0)
      guard got > 0 else { return false }
      input += buffer[..<got]
      server.lock.withLock { server.bytes += buffer[..<got] }
      return true
    }
  }

  private let listener: LoopbackListener
  var port: UInt16 { listener.port }
  fileprivate let lock = NSLock()
  fileprivate var bytes: [UInt8] = []
  private var taken: [[UInt8]] = []

  init(_ script: @escaping @Sendable (Peer, PlayedServer) -> Void) throws {
    listener = try LoopbackListener()
    listener.serve { [weak self] in
      guard let self else { return nil }
      return { script(Peer($0, self), self) }
    }
  }

  /// A plain server whose reply to the step (greeting, EHLO, AUTH, MAIL, RCPT, DATA, end, QUIT) is another: `silence` for
  /// none, `cut` for the end of the connection.
  convenience init(
    offering extensions: [String] = ["PIPELINING", "AUTH PLAIN"], at step: String = "", instead: String = "",
    recipients: [String: String] = [:]
  ) throws {
    try self.init { peer, server in
      func answer(_ name: String, _ usual: String) -> Bool {
        guard name == step else {
          peer.say(usual)
          return true
        }
        if instead == "silence" { peer.stall() }
        if instead == "silence" || instead == "cut" { return false }
        peer.say(instead)
        return true
      }
      guard answer("greeting", "220 played") else { return }
      var count = 0
      while let line = peer.line() {
        let verb = line.split(separator: " ").first.map { $0.uppercased() } ?? ""
        switch verb {
        case "EHLO", "LHLO":
          let lines = ["played"] + extensions
          let text = lines.enumerated().map { "250\($0 == lines.count - 1 ? " " : "-")\($1)" }.joined(separator: "\r\n")
          guard answer("EHLO", text) else { return }
        case "AUTH": guard answer("AUTH", "235 2.7.0 welcome") else { return }
        case "RCPT":
          if let reply = recipients.first(where: { line.contains($0.key) })?.value {
            peer.say(reply)
          } else {
            count += step == "RCPT" || step == "MAIL" ? 0 : 1
            guard answer("RCPT", "250 ok") else { return }
          }
        case "DATA":
          guard count > 0 else {
            peer.say("503 nobody")
            continue
          }
          guard answer("DATA", "354 go") else { return }
          guard step != "DATA" else { continue }
          guard let message = peer.message() else { return }
          if step != "end" { server.take(message) }
          guard answer("end", "250 2.0.0 taken") else { return }
        case "QUIT":
          _ = answer("QUIT", "221 bye")
          return
        case "MAIL": guard answer("MAIL", "250 ok") else { return }
        default: peer.say("500 what")
        }
      }
    }
  }

  /// Notes a message that was taken.
  func take(_ message: [UInt8]) { lock.withLock { taken.append(message) } }

  /// What was taken, dots doubled as they came.
  var messages: [[UInt8]] { lock.withLock { taken } }

  /// Every byte that came, as text.
  var received: String { lock.withLock { String(decoding: bytes, as: UTF8.self) } }
}
