import MailSystem

/// Opens connections that tell, once each, that a server keeps a person waiting.
final class TellingDialer: Dialer {
  /// How many seconds pass in silence.
  static let patience = 3
  private let dialer: any Dialer
  private let patience: Int
  private let tell: (String) -> Void

  /// Connects by another dialer; `tell` is given the name of a host that does not answer.
  init(_ dialer: any Dialer, patience: Int = TellingDialer.patience, tell: @escaping (String) -> Void) {
    self.dialer = dialer
    self.patience = patience
    self.tell = tell
  }

  func connect(to endpoint: Endpoint, by deadline: Deadline) throws(SystemError) -> any ByteStream {
    let host: String =
      switch endpoint {
      case .host(let name, _), .addresses(_, let name, _): name
      case .unix(let path): path
      }
    return Stream(try dialer.connect(to: endpoint, by: deadline), host: host, patience: patience, tell: tell)
  }

  /// A connection whose first long wait for words of the peer is told.
  private final class Stream: ByteStream {
    private let inner: any ByteStream
    private let host: String
    private let patience: Int
    private let tell: (String) -> Void
    private var hasTold = false

    init(_ inner: any ByteStream, host: String, patience: Int, tell: @escaping (String) -> Void) {
      self.inner = inner
      self.host = host
      self.patience = patience
      self.tell = tell
    }

    func read(into buffer: inout [UInt8], by deadline: Deadline) throws(SystemError) -> Int {
      let soon = Deadline.after(seconds: patience)
      guard !hasTold, soon < deadline else { return try inner.read(into: &buffer, by: deadline) }
      do {
        return try inner.read(into: &buffer, by: soon)
      } catch {
        guard error.isTimeout else { throw error }
        hasTold = true
        tell(host)
        return try inner.read(into: &buffer, by: deadline)
      }
    }

    func write(_ bytes: Span<UInt8>, by deadline: Deadline) throws(SystemError) {
      try inner.write(bytes, by: deadline)
    }

    func close() { inner.close() }

    var descriptor: Int32 { inner.descriptor }

    var isLoopback: Bool { inner.isLoopback }
  }
}
