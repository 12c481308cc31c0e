import MailBytes
import MailFormat
import MailLanguage
import MailLink
import MailSubmit
import MailSystem
import MailWire

extension Session {
  /// The settings of a server as its driver takes them.
  func configuration(for server: SubmissionServer, from sender: Address?) throws -> SMTPConfiguration {
    let from = sender.map { $0.localPart + "@" + $0.domain }
    let user = login(at: server, from: from)
    let endpoint: Endpoint =
      try server.socketPath.map { .unix(path: $0) } ?? .host(encoded(host: server.host), port: server.port)
    var security = SecurityPolicy(tls: try tlsPolicy(user: user, host: server.host, port: server.port))
    switch server.scheme {
    case .smtps: security.protection = .implicitTLS
    case .submission: security.protection = .startTLSRequired
    case .smtp, .lmtp:
      if settings.isAssigned(.smtpUseStarttls, user: user, host: server.settingsHost) {
        security.protection =
          settings.flag(.smtpUseStarttls, user: user, host: server.settingsHost)
          ? .startTLSRequired : .startTLSWhenOffered
      }
    }
    security.allowsPasswordInClear = settings.flag(.smtpAuthClear, user: user, host: server.settingsHost)
    let method = authenticationMethod(for: server, from: from)
    var configuration = SMTPConfiguration(
      endpoint: endpoint, security: security, credentials: try credentials(for: server, from: sender),
      mechanism: mechanism(of: method), clientName: clientName,
      isLMTP: server.scheme == .lmtp, notification: try notification(), timeouts: timeouts)
    // Nothing secret travels, and nobody has asked for a judgement: a mail server of this machine with its made-up
    // certificate is as good with TLS as it would be without.
    configuration.security.takesAnyCertificateOnLoopback =
      configuration.credentials == nil && security.tls.fingerprint == nil && security.tls.caFile == nil
      && security.tls.caDirectory == nil && !settings.isAssigned(.tlsVerify, user: user, host: server.settingsHost)
    configuration.submitter = settings.string(.smtpSubmitter, user: user, host: server.settingsHost)
    return configuration
  }

  private func notification() throws -> DeliveryNotification {
    try settings.string(.dsn).map { words in try deliveryNotification(words) } ?? DeliveryNotification()
  }

  /// What sessions with the servers of recipients' domains have in common; nobody signs in there.
  func exchangeConfiguration() throws -> SMTPConfiguration {
    var security = SecurityPolicy()
    // Who demands TLS gets it with a certificate that holds, or does not get his mail out.
    if settings.flag(.smtpUseStarttls) {
      security.protection = .startTLSRequired
      security.tls = try tlsPolicy(user: nil, host: "")
    }
    return SMTPConfiguration(
      endpoint: .host("", port: exchangePort), security: security, clientName: clientName,
      notification: try notification(), timeouts: timeouts)
  }

  /// The port of the servers of recipients' domains.
  var exchangePort: UInt16 { settings.number(.mxPort).flatMap { UInt16(exactly: $0) } ?? 25 }

  /// Who is asked for the servers of a domain: `mx-resolver`, else what /etc/resolv.conf names.
  func nameResolver() throws(ShellError) -> NameResolver {
    let signals = world.signals
    var configuration = ResolverConfiguration((try? FileSystem.contents(of: "/etc/resolv.conf", limit: 1 << 16)) ?? [])
    if let text = settings.string(.mxResolver) {
      guard let (address, port) = SubmissionServer.hostAndPort(text[...]), !address.isEmpty else {
        throw ShellError(
          "the value of mx-resolver names no address", hint: "Set mx-resolver=ADDRESS or ADDRESS:PORT.",
          exitStatus: .configuration)
      }
      configuration.servers = [ResolverConfiguration.Server(address: address, port: port ?? 53)]
    }
    if let seconds = settings.number(.timeout), seconds > 0 {
      configuration.timeout = min(configuration.timeout, seconds)
    }
    return NameResolver(configuration, makeGate: { signals.make() })
  }

  /// How long a server is waited for: `timeout` for each step, `socket-connect-timeout` up to its first words.
  var timeouts: LinkTimeouts {
    var result = LinkTimeouts()
    if let seconds = settings.number(.timeout), seconds > 0 { result = LinkTimeouts(everyStep: seconds) }
    if let seconds = settings.number(.socketConnectTimeout), seconds > 0 {
      result.connect = seconds
      result.greeting = seconds
    }
    return result
  }

  /// The name given with EHLO: `smtp-hostname`, `hostname`, else that of the machine.
  var clientName: String {
    for setting in [Setting.smtpHostname, .hostname] {
      if let name = settings.string(setting), !name.isEmpty { return (try? encoded(host: name)) ?? name }
    }
    return Host.name()
  }

  /// What is asked of a server's certificate; with a port, a pin of `--trust` counts too.
  func tlsPolicy(user: String?, host: String, port: UInt16? = nil) throws -> TLSPolicy {
    var policy = TLSPolicy()
    let key = port.map { SubmissionServer.settingsHost(host, port: $0) } ?? host
    switch settings.word(.tlsVerify, user: user, host: key) {
    case "ignore": policy.verification = .ignore
    case "warn": policy.verification = .warn
    case "ask" where isInteractive || world.input.isTerminal: policy.verification = .ask
    // A slip of the pen makes nothing weaker.
    default: policy.verification = .strict
    }
    policy.caFile = try settings.string(.tlsCaFile, user: user, host: key).map { name in try expandFileName(name) }
    policy.caDirectory = try settings.string(.tlsCaDir, user: user, host: key).map { name in try expandFileName(name) }
    policy.fingerprint = settings.string(.tlsFingerprint, user: user, host: key)
    if let port, policy.fingerprint == nil {
      let name = try encoded(host: host)
      policy.trustName = TrustedPeers.name(host: name, port: port)
      if [.strict, .ask].contains(policy.verification) {
        policy.fingerprint = TrustedPeers(world)?.fingerprint(host: name, port: port)
      }
    }
    policy.clientCertificate = try settings.string(.sslCert, user: user, host: key).map { name in
      try expandFileName(name)
    }
    policy.clientKey = try settings.string(.sslKey, user: user, host: key).map { name in try expandFileName(name) }
    if let pairs = settings.string(.tlsConfigPairs, user: user, host: key) {
      for pair in pairs.split(separator: ",") {
        guard let equals = pair.firstIndex(of: "=") else { continue }
        let name = String(decoding: Blanks.trim(Array(pair[..<equals].utf8)), as: UTF8.self)
        let value = String(decoding: Blanks.trim(Array(pair[pair.index(after: equals)...].utf8)), as: UTF8.self)
        switch ASCIIName.lowered(name) {
        case "certificate": policy.clientCertificate = try expandFileName(value)
        case "privatekey": policy.clientKey = try expandFileName(value)
        default: policy.configuration.append((name: name, value: value))
        }
      }
    }
    return policy
  }
}
