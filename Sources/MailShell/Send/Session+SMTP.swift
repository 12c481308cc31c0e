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
    let user = server.user
    let endpoint: Endpoint =
      server.socketPath.map { .unix(path: $0) } ?? .host(server.host, port: server.port)
    var security = SecurityPolicy(tls: try tlsPolicy(user: user, host: server.host))
    switch server.scheme {
    case .smtps: security.protection = .implicitTLS
    case .submission: security.protection = .startTLSRequired
    case .smtp, .lmtp:
      if settings.isAssigned(.smtpUseStarttls, user: user, host: server.host) {
        security.protection =
          settings.flag(.smtpUseStarttls, user: user, host: server.host) ? .startTLSRequired : .startTLSWhenOffered
      }
    }
    security.allowsPasswordInClear = settings.flag(.smtpAuthClear, user: user, host: server.host)
    let method = authenticationMethod(for: server, from: sender.map { $0.localPart + "@" + $0.domain })
    var notification = DeliveryNotification()
    if let words = settings.string(.dsn) { notification = try deliveryNotification(words) }
    return SMTPConfiguration(
      endpoint: endpoint, security: security, credentials: try credentials(for: server, from: sender),
      mechanism: method == "auto" || method == "none" ? nil : method, clientName: clientName,
      isLMTP: server.scheme == .lmtp, notification: notification, timeouts: timeouts)
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
      if let name = settings.string(setting), !name.isEmpty { return name }
    }
    return Host.name()
  }

  /// What is asked of a server's certificate.
  func tlsPolicy(user: String?, host: String) throws -> TLSPolicy {
    var policy = TLSPolicy()
    switch settings.string(.tlsVerify, user: user, host: host).map({ ASCIIName.lowered($0) }) {
    case "ignore": policy.verification = .ignore
    case "warn": policy.verification = .warn
    default: policy.verification = .strict
    }
    policy.caFile = try settings.string(.tlsCaFile, user: user, host: host).map { name in try expandFileName(name) }
    policy.caDirectory = try settings.string(.tlsCaDir, user: user, host: host).map { name in try expandFileName(name) }
    policy.fingerprint = settings.string(.tlsFingerprint, user: user, host: host)
    policy.clientCertificate = try settings.string(.sslCert, user: user, host: host).map { name in
      try expandFileName(name)
    }
    policy.clientKey = try settings.string(.sslKey, user: user, host: host).map { name in try expandFileName(name) }
    if let pairs = settings.string(.tlsConfigPairs, user: user, host: host) {
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
