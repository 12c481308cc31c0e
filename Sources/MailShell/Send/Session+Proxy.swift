import MailBytes
import MailLanguage
import MailLink
import MailSystem

extension Session {
  /// What connects to a server: through the SOCKS5 proxy of `socks-proxy` where one is set.
  func dialer(for server: SubmissionServer) throws(ShellError) -> any Dialer {
    try dialer(behind: settings.string(.socksProxy, user: server.user, host: server.settingsHost), to: server.host)
  }

  /// What connects to a host, or to any: through the SOCKS5 proxy of that text, if there is one.
  func dialer(behind text: String?, to host: String = "") throws(ShellError) -> any Dialer {
    guard let text, !text.isEmpty else { return world.dialer }
    let isOfEnvironment = settings.origin(of: .socksProxy) == .environment && settings.string(.socksProxy) == text
    if isOfEnvironment, isReachedWithoutProxy(host) { return world.dialer }
    var rest = Substring(text)
    if let mark = rest.range(ofASCII: "://") {
      switch ASCIIName.lowered(String(rest[..<mark.lowerBound])) {
      case "socks", "socks5", "socks5h": rest = rest[mark.upperBound...]
      default:
        // ALL_PROXY is for the web first; a proxy of HTTP there is nothing to us.
        if isOfEnvironment { return world.dialer }
        throw badProxy("is no SOCKS5 proxy")
      }
    }
    var user = ""
    var password: Secret?
    if let at = rest.utf8.lastIndex(of: UInt8(ascii: "@")) {
      let login = rest[..<at].utf8
      rest = rest[rest.utf8.index(after: at)...]
      let colon = login.firstIndex(of: UInt8(ascii: ":")) ?? login.endIndex
      user = String(decoding: Percent.decodeLeniently(Array(login[..<colon])), as: UTF8.self)
      password = Secret(Percent.decodeLeniently(Array(login[colon...].dropFirst())))
    }
    if rest.utf8.last == UInt8(ascii: "/") { rest = rest.dropLast() }
    guard let (host, port) = SubmissionServer.hostAndPort(rest), !host.isEmpty else {
      throw badProxy("names no host and port")
    }
    return SOCKSDialer(
      proxy: .host(host, port: port ?? 1080), user: user, password: password, dialer: world.dialer)
  }

  /// Whether NO_PROXY names the host, or a domain that it is in.
  private func isReachedWithoutProxy(_ host: String) -> Bool {
    guard !host.isEmpty, let list = world.environment["NO_PROXY"] ?? world.environment["no_proxy"] else { return false }
    let host = ASCIIName.lowered(host)
    for item in list.split(whereSeparator: { $0 == "," || $0 == " " }) {
      var name = ASCIIName.lowered(String(item))
      if name == "*" { return true }
      if name.hasPrefix(".") { name.removeFirst() }
      if host == name || host.hasSuffix("." + name) { return true }
    }
    return false
  }

  private func badProxy(_ why: String) -> ShellError {
    // The text may hold a password: it is not repeated.
    ShellError(
      "cannot connect: the value of socks-proxy (or ALL_PROXY) \(why)",
      hint: "Set socks-proxy=HOST:PORT, or unset it to connect without.", exitStatus: .configuration)
  }
}
