/// A server whose certificate is to be looked at, and how its TLS begins.
struct TrustTarget: Equatable {
  /// How TLS begins.
  enum Way: Equatable {
    /// With the first byte.
    case implicit
    /// By STARTTLS of SMTP, STARTTLS of IMAP, STLS of POP3.
    case smtp, imap, pop3
    /// As the server's first words tell.
    case byGreeting
  }

  /// The host.
  var host: String
  /// The port.
  var port: UInt16
  /// How TLS begins.
  var way: Way

  /// Reads `host`, `host:port` or the URL of a mail server; nil for what is neither.
  init?(_ text: String) {
    var rest = Substring(text)
    var usual: UInt16?
    var named: Way?
    if let mark = rest.range(ofASCII: "://") {
      switch ASCIIName.lowered(String(rest[..<mark.lowerBound])) {
      case "smtps", "submissions": (usual, named) = (465, .implicit)
      case "smtp": (usual, named) = (25, .smtp)
      case "submission": (usual, named) = (587, .smtp)
      case "imaps": (usual, named) = (993, .implicit)
      case "imap": (usual, named) = (143, .imap)
      case "pop3s": (usual, named) = (995, .implicit)
      case "pop3": (usual, named) = (110, .pop3)
      default: return nil
      }
      rest = rest[mark.upperBound...]
    }
    if let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) { rest = rest[..<slash] }
    if let at = rest.utf8.lastIndex(of: UInt8(ascii: "@")) { rest = rest[rest.utf8.index(after: at)...] }
    guard let (host, number) = SubmissionServer.hostAndPort(rest), !host.isEmpty else { return nil }
    self.host = host
    // Implicit TLS is where mail is submitted today (RFC 8314).
    port = number ?? usual ?? 465
    way =
      switch port {
      case 465, 993, 995: .implicit
      case 25, 587: .smtp
      case 143: .imap
      case 110: .pop3
      default: named ?? .byGreeting
      }
  }
}
