import Foundation
import Glibc
import MailSystem

/// A socket that listens on loopback: what every server of the tests is made on.
///
/// Programs that the tests start do not inherit it, nor its connections. It ends with its last owner.
public final class LoopbackListener: @unchecked Sendable {
  /// The listening socket.
  public let descriptor: Int32
  /// Its port.
  public let port: UInt16
  private var service: Service?

  /// What the thread that takes connections shares with who ends it: the descriptor is closed once, and by that thread.
  private final class Service: @unchecked Sendable {
    let lock = NSLock()
    var isOver = false
  }

  /// Starts listening.
  ///
  /// - Parameters:
  ///   - lastByte: the end of its address in 127.0.0.0/24, so that several servers can share a port.
  ///   - port: where it listens; 0 for a free one.
  /// - Throws: when the port is taken.
  public init(lastByte: UInt8 = 1, port wanted: UInt16 = 0) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    // A wanted port may have connections that have just ended; a free one must be nobody's.
    var reuses: Int32 = wanted == 0 ? 0 : 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &reuses, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = (UInt32(0x7f00_0000) | UInt32(lastByte)).bigEndian
    address.sin_port = wanted.bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    var length = size
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard isListening else {
      let failure = SystemError(call: "bind", subject: "127.0.0.\(lastByte)", errno: errno)
      close(listener)
      throw failure
    }
    descriptor = listener
    port = UInt16(bigEndian: address.sin_port)
  }

  /// Takes connections until this is gone, each on a thread of its own, and closes each behind its service.
  ///
  /// - Parameter converse: what to do with a new connection; nil when whom it is for is gone. It is asked on one
  ///   thread, connection by connection, for what then runs on the connection's own.
  public func serve(_ converse: @escaping @Sendable () -> (@Sendable (Int32) -> Void)?) {
    let (listener, service) = (descriptor, Service())
    self.service = service
    Thread.detachNewThread {
      while true {
        let connection = Self.next(listener)
        if connection < 0, errno == EINTR || errno == ECONNABORTED { continue }
        guard connection >= 0, let converse = converse() else {
          if connection >= 0 { close(connection) }
          service.lock.withLock {
            service.isOver = true
            close(listener)
          }
          return
        }
        Thread.detachNewThread {
          converse(connection)
          close(connection)
        }
      }
    }
  }

  /// Waits for the next connection, where nobody serves.
  public func accepted() -> Int32 { Self.next(descriptor) }

  private static func next(_ listener: Int32) -> Int32 {
    let connection = accept(listener, nil, nil)
    if connection >= 0 { _ = fcntl(connection, F_SETFD, FD_CLOEXEC) }
    return connection
  }

  deinit {
    guard let service else {
      close(descriptor)
      return
    }
    service.lock.withLock { if !service.isOver { shutdown(descriptor, Int32(SHUT_RDWR)) } }
  }
}
