/// A connection both ways: a socket, TLS over it, or a script in a test.
public protocol ByteStream: AnyObject {
  /// Appends what has arrived, at least one byte, to the buffer; waits for it until the deadline.
  ///
  /// - Returns: how many bytes were appended; 0 when the peer has closed.
  func read(into buffer: inout [UInt8], by deadline: Deadline) throws(SystemError) -> Int
  /// Writes all bytes or throws.
  func write(_ bytes: Span<UInt8>, by deadline: Deadline) throws(SystemError)
  /// Ends the connection without waiting for the peer; harmless when repeated.
  func close()
  /// The descriptor beneath, for a TLS library that does its own reads and writes; -1 when there is none.
  var descriptor: Int32 { get }
  /// Whether the peer is on this machine: a loopback address, or a socket in the file system.
  var isLoopback: Bool { get }
  /// The certificate that the peer showed; nil without TLS.
  var peerCertificate: PeerCertificate? { get }
}

extension ByteStream {
  /// Foreign unless the stream knows better.
  public var isLoopback: Bool { false }

  /// None unless the stream is TLS.
  public var peerCertificate: PeerCertificate? { nil }
}
