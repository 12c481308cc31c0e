/// Opens connections; the real one resolves names and tries every address.
public protocol Dialer {
  /// Connects to the endpoint, trying each of its addresses in turn until the deadline.
  func connect(to endpoint: Endpoint, by deadline: Deadline) throws(SystemError) -> any ByteStream
}
