public import MailBytes

/// Where a message is handed in, as `smtp`, `mta` or `sendmail` names it.
public struct SubmissionServer: Sendable {
  /// The protocol and when TLS comes.
  public enum Scheme: Sendable, Equatable {
    /// SMTP in clear, with STARTTLS where the server offers it.
    case smtp
    /// SMTP inside TLS from the first byte.
    case smtps
    /// As smtp, on port 587, STARTTLS required.
    case submission
    /// LMTP, RFC 2033.
    case lmtp
  }

  /// The protocol.
  public var scheme: Scheme
  /// The host name or address literal without brackets; empty for a socket in the file system.
  public var host: String
  /// The TCP port.
  public var port: UInt16
  /// The path of a unix-domain socket.
  public var socketPath: String?
  /// The user in the URL.
  public var user: String?
  /// The password in the URL.
  public var password: Secret?
  /// The one method of authentication in the URL, as GNU mail writes it (`user:password;auth=method@host`).
  public var method: String?

  /// Reads `host`, `host:port`, `[::1]:port` or a URL; nil when it is none of these.
  public init?(_ text: String) {
    var rest = Substring(text)
    scheme = .smtp
    var usual: UInt16 = 25
    if let mark = rest.range(ofASCII: "://") {
      guard let known = Self.scheme(named: ASCIIName.lowered(String(rest[..<mark.lowerBound]))) else { return nil }
      scheme = known.scheme
      usual = known.port
      rest = rest[mark.upperBound...]
    }
    if scheme == .lmtp, rest.utf8.first == UInt8(ascii: "/") {
      host = ""
      port = 0
      socketPath = String(rest)
      return
    }
    if let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")), !rest[..<slash].utf8.isEmpty {
      // A slash inside a password must be written as %2F; one behind the last @ ends the authority.
      let at = rest.utf8.lastIndex(of: UInt8(ascii: "@"))
      if at == nil || slash > (at ?? slash) || rest[slash...].utf8.count == 1 { rest = rest[..<slash] }
    }
    if let at = rest.utf8.lastIndex(of: UInt8(ascii: "@")) {
      let login: Substring
      (login, method) = Self.loginAndMethod(rest[..<at])
      rest = rest[rest.utf8.index(after: at)...]
      if let colon = login.utf8.firstIndex(of: UInt8(ascii: ":")) {
        user = String(decoding: Percent.decodeLeniently(Array(login[..<colon].utf8)), as: UTF8.self)
        password = Secret(Percent.decodeLeniently(Array(login[login.utf8.index(after: colon)...].utf8)))
      } else {
        user = String(decoding: Percent.decodeLeniently(Array(login.utf8)), as: UTF8.self)
      }
    }
    // What GNU mail adds to the host (`;notls`, `;strip-domain`) says nothing that holds here.
    if let parameters = rest.utf8.firstIndex(of: UInt8(ascii: ";")) { rest = rest[..<parameters] }
    guard let (name, number) = Self.hostAndPort(rest) else { return nil }
    host = name
    port = number ?? usual
    // Port 465 has been implicit TLS since before STARTTLS; speaking clear text to it hangs.
    if port == 465, scheme != .lmtp { scheme = .smtps }
    if host.isEmpty { return nil }
  }

  /// The user and password of a URL, and the method behind them; several, or `*`, leave the choice to the server's offer.
  private static func loginAndMethod(_ login: Substring) -> (Substring, String?) {
    guard let semicolon = login.utf8.lastIndex(of: UInt8(ascii: ";")) else { return (login, nil) }
    let parameter = ASCIIName.lowered(String(login[login.utf8.index(after: semicolon)...]))
    guard parameter.hasPrefix("auth=") else { return (login, nil) }
    let name = String(parameter.dropFirst(5))
    let isOne = !name.isEmpty && name != "*" && !name.utf8.contains(UInt8(ascii: ","))
    return (login[..<semicolon], isOne ? name : nil)
  }

  /// The same server spoken to in TLS from the first byte, as `smtp-use-tls` asks; on the port for that unless another
  /// than the usual one is named.
  var withImplicitTLS: SubmissionServer {
    guard scheme == .smtp else { return self }
    var server = self
    server.scheme = .smtps
    if port == 25 { server.port = 465 }
    return server
  }

  /// What settings for this server alone have behind their name: `host:port`, with brackets round an IPv6 address.
  public var settingsHost: String { Self.settingsHost(host, port: port) }

  /// The same for any host and port.
  static func settingsHost(_ host: String, port: UInt16) -> String {
    host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  /// `host:port` for messages.
  public var displayName: String { socketPath ?? (host + ":" + String(port)) }

  private static func scheme(named name: String) -> (scheme: Scheme, port: UInt16)? {
    switch name {
    case "smtp": (.smtp, 25)
    case "smtps", "submissions": (.smtps, 465)
    case "submission": (.submission, 587)
    case "lmtp": (.lmtp, 24)
    default: nil
    }
  }

  /// Takes `host`, `host:port` or `[::1]:port` apart.
  static func hostAndPort(_ text: Substring) -> (String, UInt16?)? {
    if text.utf8.first == UInt8(ascii: "[") {
      guard let close = text.utf8.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      let host = text[text.utf8.index(after: text.startIndex)..<close]
      let tail = text[text.utf8.index(after: close)...]
      if tail.isEmpty { return (String(host), nil) }
      guard tail.utf8.first == UInt8(ascii: ":"), let port = port(tail.utf8.dropFirst()) else { return nil }
      return (String(host), port)
    }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      return text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f } ? (String(text), nil) : nil
    }
    let tail = text[text.utf8.index(after: colon)...]
    if tail.utf8.contains(UInt8(ascii: ":")) { return (String(text), nil) }
    guard let port = port(tail.utf8) else { return nil }
    return (String(text[..<colon]), port)
  }

  /// A decimal port, or the names of services(5) that matter for mail.
  private static func port(_ digits: some Collection<UInt8>) -> UInt16? {
    if let number = UInt16(String(decoding: digits, as: UTF8.self)), number > 0 { return number }
    switch String(decoding: digits, as: UTF8.self) {
    case "smtp": return 25
    case "submission": return 587
    case "smtps", "submissions", "ssmtp": return 465
    case "lmtp": return 24
    default: return nil
    }
  }
}
