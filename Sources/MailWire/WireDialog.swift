/// One exchange with a server as a value that never touches a socket; the caller owns the connection.
public protocol WireDialog {
  /// What the dialog is for.
  associatedtype Output
  /// Takes what has arrived (empty at the start and after a send) and says what it wants next.
  ///
  /// Consumed input is removed from the front of `input`; the rest is offered again together with later bytes.
  mutating func resume(with input: inout [UInt8]) throws(WireError) -> WireDemand<Output>
}

/// What a dialog wants of its caller.
public enum WireDemand<Output> {
  /// Send these bytes in one write, then resume.
  case send([UInt8])
  /// Read at least one byte, then resume; an end of input is an error.
  case receive
  /// Drop unread input if there is any (it is an error), put TLS on the connection, then resume.
  case startTLS
  /// Stream the message with this framing, then resume.
  case sendMessage
  /// Done.
  case finished(Output)
}
