public import MailSystem

extension Endpoint {
  /// The name for certificates and messages: the host, or the path of the socket.
  public var hostName: String {
    switch self {
    case .host(let name, _): name
    case .unix(let path): path
    }
  }

  /// Host and port, or the path, for messages.
  public var words: String {
    switch self {
    case .host(let name, let port): name.utf8.contains(UInt8(ascii: ":")) ? "[\(name)]:\(port)" : "\(name):\(port)"
    case .unix(let path): path
    }
  }
}
