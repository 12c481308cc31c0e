import MailBytes

extension SubmissionDialog {
  /// A running authentication.
  struct Authentication {
    var plan: MechanismPlan
    var mechanism: String
    var session: any SASLSession
    /// The response that waits for an empty challenge, where it was too long for the AUTH line.
    var heldBack: [UInt8]?
  }

  /// RFC 4954 section 4: the AUTH command keeps to the line length of RFC 5321.
  private static let maximumAuthLine = 510

  /// Signs in where there are credentials, and goes on to the envelope.
  mutating func authenticate() throws(WireError) -> WireDemand<SubmissionResult> {
    guard let credentials = options.credentials else { return try beginTransactions() }
    if credentials.isOptional, extensions.mechanisms.isEmpty { return try beginTransactions() }
    guard isProtected || options.allowsPasswordInClear || credentials.secret == nil else {
      throw WireError(
        "\(options.host): the server offers no encryption, so the password was not sent",
        hint: "Use smtps://\(options.host), or set smtp-auth-clear if that is acceptable on this network.",
        exitStatus: .noPermission)
    }
    var plan = try MechanismPlan(
      offered: extensions.mechanisms, credentials: credentials, named: options.mechanism, provider: options.provider,
      hasClientCertificate: options.hasClientCertificate, isProtected: isProtected)
    return try begin(&plan, after: nil)
  }

  /// Begins the next mechanism of the plan that can begin at all.
  private mutating func begin(
    _ plan: inout MechanismPlan, after error: WireError?
  ) throws(WireError) -> WireDemand<SubmissionResult> {
    var last = error
    while let mechanism = plan.next() {
      do throws(WireError) {
        return try begin(mechanism, plan)
      } catch {
        last = error
      }
    }
    throw last ?? WireError("\(options.host): no authentication mechanism works", exitStatus: .noPermission)
  }

  private mutating func begin(
    _ mechanism: String, _ plan: MechanismPlan
  ) throws(WireError) -> WireDemand<SubmissionResult> {
    guard let credentials = options.credentials else { return try beginTransactions() }
    let service = options.isLMTP ? "lmtp" : "smtp"
    let session: any SASLSession
    if BuiltInSASL.mechanisms.contains(mechanism) {
      session = try BuiltInSASL().begin(
        mechanism: mechanism, service: service, host: options.host, credentials: credentials)
    } else if let provider = options.provider {
      session = try provider.begin(
        mechanism: mechanism, service: service, host: options.host, credentials: credentials)
    } else {
      throw WireError("authentication mechanism \(mechanism) needs the Cyrus SASL library", exitStatus: .unavailable)
    }
    var authentication = Authentication(plan: plan, mechanism: mechanism, session: session)
    var command = Array("AUTH \(mechanism)".utf8)
    let shown: String
    if let response = try session.initialResponse() {
      let encoded = Base64Exchange.encodeInitial(response)
      if command.count + 1 + encoded.count <= Self.maximumAuthLine {
        command.append(32)
        command += encoded
        shown = "AUTH \(mechanism) ********"
      } else {
        authentication.heldBack = response
        shown = "AUTH \(mechanism)"
      }
    } else {
      shown = "AUTH \(mechanism)"
    }
    command += [13, 10]
    state = .authenticating(authentication)
    return .sendSecret(command, shown: shown)
  }

  mutating func takeAuthentication(
    _ reply: Reply, _ current: Authentication
  ) throws(WireError) -> WireDemand<SubmissionResult>? {
    var authentication = current
    switch reply.code {
    case 235: return try beginTransactions()
    case 334: return try answer(reply, &authentication)
    case 400..<500:
      // 432, 454 and 421 pass by themselves; another mechanism would meet the same.
      throw WireError(
        "\(options.host): authentication is not possible now: \(reply.text)", exitStatus: .temporaryFailure)
    case 500..<600:
      let who = options.credentials?.user ?? ""
      let error = WireError(
        "\(options.host): authentication\(who.isEmpty ? "" : " as \(who)") was refused (\(authentication.mechanism)): "
          + reply.text,
        hint: "Check the user name and the password for this server.", exitStatus: .noPermission)
      // 535 is about the credentials, the others about the mechanism.
      if reply.code == 535 || reply.code == 530 {
        authentication.plan.credentialsWereRefused(by: authentication.mechanism)
      }
      return try tryNext(&authentication, after: error)
    default:
      throw WireError("\(options.host): unexpected reply to AUTH: \(reply.text)", exitStatus: .protocolError)
    }
  }

  private mutating func answer(
    _ reply: Reply, _ authentication: inout Authentication
  ) throws(WireError) -> WireDemand<SubmissionResult> {
    let response: [UInt8]
    do throws(WireError) {
      response = try self.response(to: reply, &authentication)
    } catch {
      // RFC 4954 section 4: a lone `*` cancels, the server answers 501.
      state = .cancelling(authentication, error)
      return .send(Self.line(["*"]))
    }
    state = .authenticating(authentication)
    return .sendSecret(Base64Exchange.encode(response) + [13, 10], shown: "********")
  }

  private func response(
    to reply: Reply, _ authentication: inout Authentication
  ) throws(WireError) -> [UInt8] {
    let challenge = Base64Exchange.decode(reply.lines.first?[...] ?? [])
    // LOGIN servers exist that ask in clear words; its prompts mean nothing anyway.
    guard challenge != nil || authentication.mechanism == "LOGIN" else {
      throw WireError("\(options.host): the challenge is not base64", exitStatus: .protocolError)
    }
    if let held = authentication.heldBack {
      authentication.heldBack = nil
      return held
    }
    return try authentication.session.respond(to: challenge ?? [])
  }

  /// Goes on with the next mechanism, or ends with what refused this one.
  mutating func tryNext(
    _ authentication: inout Authentication, after error: WireError
  ) throws(WireError) -> WireDemand<SubmissionResult> {
    try begin(&authentication.plan, after: error)
  }
}
