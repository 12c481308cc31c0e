import MailBytes
import MailFormat
import MailLanguage
import MailLink
import MailSystem
import MailWire

extension Session {
  /// `--trust`: shows a server's certificate, asks the person, and accepts from now on this one alone.
  func trust(_ text: String) throws -> ExitStatus {
    guard var target = TrustTarget(text) else {
      throw ShellError(
        "--trust: \(TerminalQuote.quoted(text)) names no server", hint: "Write --trust HOST or HOST:PORT.",
        exitStatus: .usage)
    }
    target.host = try encoded(host: target.host)
    guard let peers = TrustedPeers(world) else {
      throw ShellError(
        "there is no folder for trusted certificates: no home folder is known",
        hint: "Set HOME or XDG_CONFIG_HOME.", exitStatus: .configuration)
    }
    let certificate = try certificate(of: target)
    let name = TrustedPeers.name(host: target.host, port: target.port)
    func line(_ words: String) { world.output.write(TerminalText(cleaning: words).bytes + [0x0a]) }
    line("\(name) shows this certificate:")
    line("  owner   \(certificate.subject)")
    line("  signed  \(certificate.issuer == certificate.subject ? "by itself" : certificate.issuer)")
    line("  for     \(certificate.names.isEmpty ? "no host by name" : certificate.names.joined(separator: ", "))")
    line("  valid   \(certificate.notBefore) to \(certificate.notAfter)")
    line("  SHA256  \(certificate.fingerprint)")
    if certificate.faults.isEmpty { line("It is good as it is; trusting it means that no other one will do.") }
    for fault in certificate.faults { line("Without your trust it is not accepted: \(fault).") }
    if let known = peers.fingerprint(host: target.host, port: target.port) {
      if known == "SHA256=" + certificate.fingerprint {
        line("You trust it already.")
        return .success
      }
      line("YOU TRUST ANOTHER ONE: \(known)")
    }
    guard world.input.isTerminal else {
      world.output.flush()
      throw ShellError(
        "it was not accepted: there is nobody to ask",
        hint: "Run this at a terminal, or set tls-fingerprint-\(target.host)=\(certificate.fingerprint).",
        exitStatus: .noPermission)
    }
    switch try world.input.readLine(prompt: "Trust it for \(name) from now on? [y/N] ", into: world.output) {
    case .line(let answer), .lastLine(let answer):
      guard (answer.first ?? 0) | 0x20 == UInt8(ascii: "y") else { fallthrough }
    case .end, .interrupted:
      line("Nothing was changed.")
      return .failure
    }
    try peers.accept(certificate.fingerprint, host: target.host, port: target.port)
    line("Kept in \(peers.path)")
    return .success
  }

  /// Connects as far as TLS, whatever the certificate; nothing is sent but what TLS needs.
  private func certificate(of target: TrustTarget) throws -> PeerCertificate {
    var policy = SecurityPolicy(protection: target.way == .implicit ? .implicitTLS : .startTLSRequired)
    policy.tls = try tlsPolicy(user: nil, host: target.host)
    policy.tls.verification = .ignore
    policy.tls.fingerprint = nil
    policy.tls.clientCertificate = nil
    let dialer = try dialer(behind: settings.string(.socksProxy, user: nil, host: target.host))
    let connection = try Connection.dial(
      .host(target.host, port: target.port), policy: policy, dialer: dialer, tls: world.tls, timeouts: timeouts,
      transcript: settings.flag(.verbose) ? transcript() : nil)
    defer { connection.close() }
    if !connection.isSecure { try startTLS(on: connection, target.way) }
    guard let certificate = connection.stream.peerCertificate else {
      throw ShellError("\(target.host): the server showed no certificate", exitStatus: .protocolError)
    }
    return certificate
  }

  private func startTLS(on connection: Connection, _ way: TrustTarget.Way) throws {
    var way = way
    if way == .byGreeting {
      // Who speaks first has a greeting that says what he is; who does not waits for TLS.
      _ = try? connection.stream.read(into: &connection.input, by: .after(seconds: 2))
      switch connection.input.first {
      case nil: way = .implicit
      case UInt8(ascii: "*"): way = .imap
      case UInt8(ascii: "+"): way = .pop3
      default: way = .smtp
      }
    }
    switch way {
    case .implicit, .byGreeting: try connection.secure()
    case .imap, .pop3:
      var dialog = StartTLSDialog(host: connection.host, isIMAP: way == .imap)
      try DialogRunner.run(&dialog, on: connection)
    case .smtp:
      var dialog = SubmissionDialog(
        SubmissionEnvelope(reversePath: nil, recipients: []),
        options: SubmissionOptions(host: connection.host, clientName: clientName, protection: .required))
      _ = try DialogRunner.run(&dialog, on: connection)
    }
  }
}
