import Foundation
import Glibc
import MailSystem
import MailWire

/// A name server on a free port of 127.0.0.1, by UDP and TCP, that knows a few names.
public final class ScriptedNameServer: @unchecked Sendable {
  /// What it says of a name.
  public enum Entry: Sendable {
    /// A host that takes mail.
    case exchange(Int, String)
    /// An address of four or sixteen bytes.
    case address([UInt8])
    /// Another name.
    case alias(String)
    /// The server fails with this code (2: server failure, 5: refused).
    case failure(UInt8)
    /// No word.
    case silence
    /// What is behind it comes by TCP only.
    case truncated
    /// An answer to another question comes first.
    case forgery
  }

  /// Where it listens.
  public let port: UInt16
  private let names: [String: [Entry]]
  private let datagrams: Int32
  private let listener: Int32
  private let lock = NSLock()
  private var asked: [String] = []

  /// The names that were asked for, with their types.
  public var questions: [String] { lock.withLock { asked } }

  /// Starts answering; a name that is not in the table does not exist, an empty list is a name without records.
  public init(_ names: [String: [Entry]]) throws {
    self.names = names
    for _ in 0..<50 {
      // A port that is free for one protocol may not be for the other.
      if let sockets = Self.bindBoth() {
        (datagrams, listener, port) = sockets
        start()
        return
      }
    }
    throw SystemError(call: "bind", subject: "127.0.0.1", errno: EADDRINUSE)
  }

  private static func bindBoth() -> (datagrams: Int32, listener: Int32, port: UInt16)? {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    var length = size
    func with<Result>(_ body: (UnsafeMutablePointer<sockaddr>) -> Result) -> Result {
      withUnsafeMutablePointer(to: &address) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body) }
    }
    let datagrams = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard with({ bind(listener, $0, size) }) == 0, with({ getsockname(listener, $0, &length) }) == 0,
      with({ bind(datagrams, $0, size) }) == 0, listen(listener, 8) == 0
    else {
      close(datagrams)
      close(listener)
      return nil
    }
    return (datagrams, listener, UInt16(bigEndian: address.sin_port))
  }

  private func start() {
    let (datagrams, listener) = (datagrams, listener)
    Thread.detachNewThread { [weak self] in Self.serveDatagrams(datagrams, { self }) }
    Thread.detachNewThread { [weak self] in Self.serveStreams(listener, { self }) }
  }

  deinit {
    shutdown(datagrams, Int32(SHUT_RDWR))
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private static func serveDatagrams(_ socket: Int32, _ server: () -> ScriptedNameServer?) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      var peer = sockaddr_storage()
      var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
      let got = withUnsafeMutablePointer(to: &peer) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { recvfrom(socket, &buffer, buffer.count, 0, $0, &length) }
      }
      guard got > 0, let server = server() else {
        close(socket)
        return
      }
      for answer in server.answers(to: Array(buffer[..<got]), byStream: false) {
        _ = withUnsafeMutablePointer(to: &peer) {
          $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { sendto(socket, answer, answer.count, 0, $0, length) }
        }
      }
    }
  }

  private static func serveStreams(_ listener: Int32, _ server: () -> ScriptedNameServer?) {
    while true {
      let socket = accept(listener, nil, nil)
      guard socket >= 0, let server = server() else {
        close(listener)
        return
      }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let got = recv(socket, &buffer, buffer.count, 0)
      if got > 2 {
        for answer in server.answers(to: Array(buffer[2..<got]), byStream: true) {
          let message = [UInt8(answer.count >> 8), UInt8(answer.count & 255)] + answer
          send(socket, message, message.count, Int32(MSG_NOSIGNAL))
        }
      }
      close(socket)
    }
  }

  // MARK: Answers

  private func answers(to message: [UInt8], byStream: Bool) -> [[UInt8]] {
    guard let (name, type, question) = Self.question(message) else { return [] }
    lock.withLock { asked.append("\(name) \(type)") }
    guard let entries = names[name] else { return [Self.answer(message, question, code: 3, [])] }
    var records: [[UInt8]] = []
    var before: [[UInt8]] = []
    var owner = name
    for entry in entries {
      switch entry {
      case .failure(let code): return [Self.answer(message, question, code: code, [])]
      case .silence: return []
      case .forgery:
        var other = message
        other[0] ^= 0xff
        before.append(Self.answer(other, question, code: 3, []))
      case .truncated:
        if !byStream { return [Self.answer(message, question, code: 0, [], isTruncated: true)] }
      case .exchange(let preference, let host):
        guard type == 15 else { continue }
        let data = [UInt8(preference >> 8), UInt8(preference & 255)] + Self.encoded(host)
        records.append(Self.record(owner, 15, data))
      case .address(let bytes):
        let kind: UInt16 = bytes.count == 4 ? 1 : 28
        if kind == type { records.append(Self.record(owner, kind, bytes)) }
      case .alias(let target):
        records.append(Self.record(owner, 5, Self.encoded(target)))
        owner = target
      }
    }
    return before + [Self.answer(message, question, code: 0, records)]
  }

  private static func question(_ message: [UInt8]) -> (name: String, type: UInt16, bytes: ArraySlice<UInt8>)? {
    var labels: [String] = []
    var place = 12
    while place < message.count, message[place] > 0 {
      let end = place + 1 + Int(message[place])
      guard end < message.count else { return nil }
      labels.append(String(decoding: message[(place + 1)..<end], as: UTF8.self))
      place = end
    }
    guard place + 4 < message.count else { return nil }
    return (
      labels.joined(separator: "."), UInt16(message[place + 1]) << 8 | UInt16(message[place + 2]),
      message[12..<(place + 5)]
    )
  }

  private static func encoded(_ name: String) -> [UInt8] {
    name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
  }

  private static func record(_ owner: String, _ type: UInt16, _ data: [UInt8]) -> [UInt8] {
    encoded(owner) + [
      UInt8(type >> 8), UInt8(type & 255), 0, 1, 0, 0, 0, 60, UInt8(data.count >> 8), UInt8(data.count & 255),
    ]
      + data
  }

  private static func answer(
    _ message: [UInt8], _ question: ArraySlice<UInt8>, code: UInt8, _ records: [[UInt8]], isTruncated: Bool = false
  ) -> [UInt8] {
    [message[0], message[1], isTruncated ? 0x83 : 0x81, 0x80 | code, 0, 1, 0, UInt8(records.count), 0, 0, 0, 0]
      + question + records.joined()
  }
}
