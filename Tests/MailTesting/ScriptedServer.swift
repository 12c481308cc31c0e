import Foundation
import Glibc
import MailSystem

/// A server on a free port of 127.0.0.1 that plays a script for each connection, one after the other, and records every byte.
public final class ScriptedServer: @unchecked Sendable {
  /// One connection as the script sees it.
  public final class Connection {
    private let socket: Int32
    private unowned let server: ScriptedServer
    private var input: [UInt8] = []

    init(socket: Int32, server: ScriptedServer) {
      self.socket = socket
      self.server = server
    }

    /// Sends text as it is.
    public func write(_ text: String) { write(Array(text.utf8)) }

    /// Sends bytes; what a peer that is gone does not take is dropped.
    public func write(_ bytes: [UInt8]) {
      var done = 0
      while done < bytes.count {
        let sent = bytes[done...].withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard sent > 0 else { return }
        done += sent
      }
    }

    /// The next line without its line end; nil when the peer has closed.
    public func readLine() -> String? {
      while true {
        if let end = input.firstIndex(of: 10) {
          var line = input[..<end]
          if line.last == 13 { line.removeLast() }
          input.removeFirst(end + 1)
          return String(decoding: line, as: UTF8.self)
        }
        guard fill() else { return nil }
      }
    }

    /// The bytes of a message up to the lone dot, dots as they came; nil when the peer has closed before.
    public func readMessage() -> [UInt8]? {
      let mark = Array("\r\n.\r\n".utf8)
      var searched = 0
      while true {
        if input.starts(with: mark.dropFirst(2)) {
          input.removeFirst(3)
          return []
        }
        var index = max(0, searched - mark.count)
        while index + mark.count <= input.count {
          if input[index] == 13, input[index..<index + mark.count].elementsEqual(mark) {
            let message = Array(input[..<(index + 2)])
            input.removeFirst(index + mark.count)
            return message
          }
          index += 1
        }
        searched = input.count
        guard fill() else { return nil }
      }
    }

    /// Exactly so many bytes; nil when the peer has closed before.
    public func readBytes(_ count: Int) -> [UInt8]? {
      while input.count < count { guard fill() else { return nil } }
      defer { input.removeFirst(count) }
      return Array(input[..<count])
    }

    /// Whether bytes have arrived that no read has returned yet, after a moment for them to arrive.
    public var hasMore: Bool {
      if !input.isEmpty { return true }
      var polled = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      return poll(&polled, 1, 30) > 0 && fill()
    }

    /// Ends the connection with a reset.
    public func reset() {
      var off = linger(l_onoff: 1, l_linger: 0)
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &off, socklen_t(MemoryLayout<linger>.size))
      shutdown(socket, Int32(SHUT_RDWR))
    }

    /// Waits for the peer to close; the script's own stall.
    public func stall() { while fill() {} }

    private func fill() -> Bool {
      var buffer = [UInt8](repeating: 0, count: 65536)
      let got = recv(socket, &buffer, buffer.count, 0)
      guard got > 0 else { return false }
      input += buffer[..<got]
      server.record(buffer[..<got])
      return true
    }
  }

  /// Where to connect to.
  public let endpoint: Endpoint
  /// The port.
  public var port: UInt16 { listener.port }
  private let listener: LoopbackListener
  private let lock = NSLock()
  private var bytes: [UInt8] = []
  private var connections = 0

  /// Starts listening; the script runs on a thread of its own for each connection.
  ///
  /// - Parameters:
  ///   - lastByte: the end of its address in 127.0.0.0/24, so that several servers can share a port.
  ///   - port: where it listens; 0 for a free one.
  public init(lastByte: UInt8 = 1, port wanted: UInt16 = 0, _ script: @escaping @Sendable (Connection) -> Void) throws {
    listener = try LoopbackListener(lastByte: lastByte, port: wanted)
    endpoint = .host("127.0.0.\(lastByte)", port: listener.port)
    listener.serve { [weak self] in
      guard let self else { return nil }
      count()
      return { socket in
        var one: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        script(Connection(socket: socket, server: self))
      }
    }
  }

  private func record(_ received: ArraySlice<UInt8>) {
    lock.withLock { bytes += received }
  }

  private func count() { lock.withLock { connections += 1 } }

  /// Every byte that any peer sent.
  public var received: [UInt8] { lock.withLock { bytes } }

  /// Every byte that any peer sent, as text.
  public var receivedText: String { String(decoding: received, as: UTF8.self) }

  /// How many peers have connected.
  public var connectionCount: Int { lock.withLock { connections } }
}
