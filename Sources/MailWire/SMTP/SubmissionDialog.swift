import MailBytes

/// One message handed to an SMTP or LMTP server, from the greeting to the good-bye.
///
/// The whole envelope goes out in one burst with DATA where the server pipelines, so that a plain message takes four round trips
/// and one with STARTTLS six. What a server says before TLS is forgotten when TLS begins (RFC 3207 section 4.2).
public struct SubmissionDialog: WireDialog {
  /// What became of each recipient.
  public typealias Output = SubmissionResult

  /// Where the session stands.
  enum State {
    case greeting
    case hello(isFallback: Bool)
    case startTLS
    case securing
    case ready
    case authenticating(Authentication)
    case cancelling(Authentication, WireError)
    case envelope
    case content
    case abandoned
    case farewell
    case finished
  }

  let options: SubmissionOptions
  let envelope: SubmissionEnvelope
  var parser = ReplyParser()
  var state = State.greeting
  var isProtected: Bool
  var extensions = Extensions()
  /// Fates so far; nil while open.
  var outcomes: [SubmissionResult.Outcome?]
  var transaction = Transaction()
  /// Whether the server did not know the command that its own offer promised; DATA in a new session may work.
  public internal(set) var chunkingWasRefused = false
  /// Whether QUIT went out already, behind the message.
  var quitSent = false

  /// Begins a session; the caller has connected, and has put TLS on if it is implicit.
  public init(_ envelope: SubmissionEnvelope, options: SubmissionOptions) {
    self.envelope = envelope
    self.options = options
    isProtected = options.protection == .active
    outcomes = Array(repeating: nil, count: envelope.recipients.count)
  }

  /// What the server offered last.
  public var offered: Extensions { extensions }

  /// What the dialog waits for now.
  public var step: WireStep {
    switch state {
    case .greeting: .greeting
    case .hello(let isFallback): .command(isFallback ? "HELO" : helloVerb)
    case .startTLS, .securing: .command("STARTTLS")
    case .ready, .authenticating, .cancelling: .command("AUTH")
    case .envelope:
      switch transaction.awaited.first {
      case .mail, nil: .command("MAIL")
      case .recipient: .command("RCPT")
      case .data: .transfer
      }
    case .content: .acceptance
    case .abandoned, .farewell, .finished: .farewell
    }
  }

  /// The fates, once each recipient has one or the rest cannot get any.
  public var settled: SubmissionResult? {
    switch state {
    case .abandoned, .farewell, .finished: result
    default: outcomes.contains { if case .accepted = $0 { true } else { false } } ? result : nil
    }
  }

  /// Takes replies as they arrive and says what comes next.
  public mutating func resume(with input: inout [UInt8]) throws(WireError) -> WireDemand<SubmissionResult> {
    var position = 0
    defer { input.removeFirst(position) }
    switch state {
    case .securing: return try hello()
    default: break
    }
    while true {
      if case .finished = state { return .finished(result) }
      guard let reply = try parser.next(in: input, at: &position) else { return .receive }
      // 421 may come at any time: the server closes, whatever was asked (RFC 5321 section 3.8).
      guard let demand = try take(reply, isLast: position == input.count) else { continue }
      if case .sendMessage = demand { try checkNothingWaits(in: input[position...]) }
      return demand
    }
  }

  /// A consent that is there before the message is must not be taken for consent to the message.
  private func checkNothingWaits(in input: ArraySlice<UInt8>) throws(WireError) {
    guard let first = input.first, first == UInt8(ascii: "2") || first == UInt8(ascii: "3") else { return }
    throw WireError(
      "\(options.host): the server answered before the message was sent; it cannot be relied on",
      exitStatus: .protocolError)
  }

  private mutating func take(
    _ reply: Reply, isLast: Bool
  ) throws(WireError) -> WireDemand<SubmissionResult>? {
    switch state {
    case .greeting:
      guard reply.code == 220 else { throw refusal("the server refused the connection", reply) }
      return try hello()
    case .hello(let isFallback): return try takeHello(reply, isFallback: isFallback)
    case .startTLS:
      guard reply.code == 220 else {
        throw WireError(
          "\(options.host): STARTTLS was offered and then refused: \(reply.text)",
          exitStatus: reply.isTemporary ? .temporaryFailure : .protocolError)
      }
      guard isLast else {
        throw WireError(
          "\(options.host): the server sent data behind its reply to STARTTLS; somebody may be tampering with the connection",
          exitStatus: .protocolError)
      }
      state = .securing
      return .startTLS
    case .authenticating(let authentication): return try takeAuthentication(reply, authentication)
    case .cancelling(var authentication, let error):
      return try tryNext(&authentication, after: error)
    case .envelope: return try takeEnvelope(reply)
    case .content: return try takeAcceptance(reply)
    case .abandoned: return farewell()
    case .farewell:
      state = .finished
      return .finished(result)
    case .securing, .ready, .finished: return nil
    }
  }

  // MARK: The opening

  var helloVerb: String { options.isLMTP ? "LHLO" : "EHLO" }

  /// Says hello; behind STARTTLS nothing from before is known any more.
  mutating func hello() throws(WireError) -> WireDemand<SubmissionResult> {
    if case .securing = state {
      isProtected = true
      extensions = Extensions()
      parser = ReplyParser()
    }
    state = .hello(isFallback: false)
    return .send(Self.line([helloVerb, " ", try checkedName()]))
  }

  private mutating func takeHello(
    _ reply: Reply, isFallback: Bool
  ) throws(WireError) -> WireDemand<SubmissionResult> {
    switch reply.code {
    case 250:
      extensions = isFallback ? Extensions() : Extensions(reply)
    // Whatever a server has against EHLO (RFC 5321, 3.2 and 4.3.2), it may still take HELO.
    case 500...504, 550:
      guard !isFallback, !options.isLMTP else { throw refusal("the server refused our hello", reply) }
      state = .hello(isFallback: true)
      return .send(Self.line(["HELO ", try checkedName()]))
    default: throw refusal("the server refused our hello", reply)
    }
    if !isProtected, options.protection != .never {
      if extensions.startTLS {
        state = .startTLS
        return .send(Self.line(["STARTTLS"]))
      }
      guard options.protection != .required else {
        throw WireError(
          "\(options.host): the server does not offer STARTTLS, and encryption is required",
          hint: "Use smtps://\(options.host), or smtp:// without smtp-use-starttls where clear text is acceptable.",
          exitStatus: .noPermission)
      }
    }
    return try authenticate()
  }

  private func checkedName() throws(WireError) -> String {
    guard !options.clientName.isEmpty, options.clientName.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
      throw WireError(
        "the name for \(helloVerb) is empty or holds characters that may not be sent", hint: "Set smtp-hostname.",
        exitStatus: .configuration)
    }
    return options.clientName
  }

  // MARK: The end

  /// Says good-bye unless that went out with the message.
  mutating func farewell() -> WireDemand<SubmissionResult>? {
    let wasSent = quitSent
    quitSent = true
    state = .farewell
    return wasSent ? nil : .send(Self.quit)
  }

  /// The fates as they stand; open ones were not sent, or nobody knows.
  var result: SubmissionResult {
    var unanswered: ArraySlice<Int> = []
    if case .content = state { unanswered = transaction.agreed.dropFirst(transaction.answered) }
    return SubmissionResult(
      outcomes: outcomes.indices.map { index in
        outcomes[index]
          ?? .notSent(
            unanswered.contains(index)
              ? "the connection ended before the server answered: it is not known whether the message was taken"
              : "the connection ended before the message was sent")
      })
  }

  // MARK: Words

  static let quit = line(["QUIT"])

  static func line(_ parts: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for part in parts { bytes += part.utf8 }
    bytes += [13, 10]
    return bytes
  }

  /// An error for a refusal before any recipient was named: 75 for now, 69 for good, 76 for what makes no sense.
  func refusal(_ what: String, _ reply: Reply) -> WireError {
    let status: ExitStatus =
      switch reply.code / 100 {
      case 4: .temporaryFailure
      case 5: reply.code == 530 || reply.code == 550 && reply.enhanced?.subject == 7 ? .noPermission : .unavailable
      default: .protocolError
      }
    return WireError("\(options.host): \(what): \(reply.text)", exitStatus: status)
  }
}
