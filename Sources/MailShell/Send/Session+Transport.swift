import MailBytes
import MailSystem

extension Session {
  /// The way out that the settings name: `smtp`, then `mta`, then `sendmail`, then what the machine has.
  func transport() throws(ShellError) -> Transport {
    if let text = value("smtp") { return try transport(named: text, by: "smtp") }
    if let text = value("mta") { return try transport(named: text, by: "mta") }
    if let text = value("sendmail") { return try transport(named: text, by: "sendmail") }
    if let path = ProgramSearch.sendmail(searching: world.environment["PATH"]) {
      return .program(path: path, arguments: [])
    }
    return .local
  }

  private func transport(named text: String, by setting: String) throws(ShellError) -> Transport {
    switch TransportName(text) {
    case .local: return .local
    case .test(let path): return .test(path: path)
    case .url(let url):
      guard var server = SubmissionServer(url) else { throw Self.unreadable(text, setting) }
      if isSet("smtp-use-tls"), server.scheme == .smtp { server.scheme = .smtps }
      return .server(server)
    case .program(let words) where setting == "smtp" && !words.utf8.contains(UInt8(ascii: "/")):
      // `smtp` names a server even without a scheme.
      guard var server = SubmissionServer(words) else { throw Self.unreadable(text, setting) }
      if isSet("smtp-use-tls"), server.scheme == .smtp { server.scheme = .smtps }
      return .server(server)
    case .program(let words):
      let path = try expandFileName(words)
      if ProgramSearch.exists(path) { return .program(path: path, arguments: []) }
      let split = words.split(separator: " ").map(String.init)
      let name = split.first ?? words
      guard let found = ProgramSearch.path(of: name, searching: world.environment["PATH"]) else {
        throw ShellError(
          "cannot send: \(split.count > 1 ? name : words): no such program",
          hint: "set \(setting) to a sendmail program or to a server such as smtp://mail.example.org",
          exitStatus: .osFile)
      }
      return .program(path: found, arguments: Array(split.dropFirst()))
    }
  }

  private static func unreadable(_ text: String, _ setting: String) -> ShellError {
    // The text may hold a password: it is not repeated.
    ShellError(
      "cannot send: the value of \(setting) is no server name or URL",
      hint: "set \(setting)=smtp://host:port, or host:port; write @ : / in a password as %40 %3A %2F",
      exitStatus: .configuration)
  }
}
