import MailBytes
import MailLanguage
import MailSubmit
import MailSystem

extension Session {
  /// The way out that the settings name: the later of `smtp` and `mta`, else `sendmail`, else what the machine has.
  func transport() throws(ShellError) -> Transport {
    let named = settings.transport
    if let queueRoute, queueRoute != QueueRoute(named) {
      // What waits goes the way that was chosen for it, whatever this run was told about its own message.
      return try transport(named: queueRoute.value, by: queueRoute.setting)
    }
    if let named { return try transport(named: named.value, by: named.setting.name) }
    if let path = SendmailSubmission.installedProgram() ?? Launcher.find("sendmail") {
      return .program(path: path, arguments: [])
    }
    return .local
  }

  private func transport(named text: String, by setting: String) throws(ShellError) -> Transport {
    switch TransportName(text) {
    case .local: return .local
    case .exchanges: return .exchanges
    case .test(let path): return .test(path: path ?? settings.string(.mtaTestFile))
    case .url(let url):
      guard let server = SubmissionServer(url) else { throw Self.unreadable(text, setting) }
      return .server(settings.flag(.smtpUseTls) ? server.withImplicitTLS : server)
    case .program(let words) where setting == "smtp" && !words.utf8.contains(UInt8(ascii: "/")):
      // `smtp` names a server even without a scheme.
      guard let server = SubmissionServer(words) else { throw Self.unreadable(text, setting) }
      return .server(settings.flag(.smtpUseTls) ? server.withImplicitTLS : server)
    case .program(let words):
      let path = try expandFileName(words)
      if FileSystem.exists(path) { return .program(path: path, arguments: []) }
      // The driver looks in PATH and the sbin folders, and says what is missing.
      let split = words.split(separator: " ").map(String.init)
      return .program(path: split.first ?? words, arguments: Array(split.dropFirst()))
    }
  }

  private static func unreadable(_ text: String, _ setting: String) -> ShellError {
    // The text may hold a password: it is not repeated.
    ShellError(
      "cannot send: the value of \(setting) is no server name or URL",
      hint: "Set \(setting)=smtp://host:port, or host:port; write @ : / in a password as %40 %3A %2F.",
      exitStatus: .configuration)
  }
}
