/// Where to connect to: a host and port, or a socket in the file system.
public enum Endpoint: Sendable, Equatable {
  /// A host name or address literal, and a TCP port.
  case host(String, port: UInt16)
  /// A unix-domain socket, as LMTP uses.
  case unix(path: String)
  /// Addresses of a host that have been looked up already, as text, in the order to be tried.
  case addresses([String], host: String, port: UInt16)
}
