public import MailSystem

extension Endpoint {
  /// The name for certificates and messages: the host, or the path of the socket.
  public var hostName: String {
    switch self {
    case .host(let name, _): name.utf8.first == UInt8(ascii: "[") ? String(name.dropFirst().dropLast()) : name
    case .unix(let path): path
    case .addresses(_, let host, _): host
    }
  }

  /// Host and port, or the path, for messages.
  public var words: String {
    switch self {
    case .host(_, let port), .addresses(_, _, let port):
      hostName.utf8.contains(UInt8(ascii: ":")) ? "[\(hostName)]:\(port)" : "\(hostName):\(port)"
    case .unix(let path): path
    }
  }
}
