import MailBytes
public import MailSystem
public import MailWire

extension LinkError {
  /// Wraps what the dialer says.
  init(dialling endpoint: Endpoint, _ error: SystemError) {
    if error.call == "getaddrinfo", !error.isTemporary {
      self.init(
        kind: .unknownHost, "cannot find the host \(endpoint.hostName)",
        hint: "Check the name in the settings.", exitStatus: .noHost)
    } else {
      self.init(
        kind: error.isTimeout ? .timedOut : error.isInterruption ? .interrupted : .unreachable,
        "cannot connect to \(endpoint.words)",
        hint: error.isRefusal ? "No server listens there: it may be down, or the port is another one." : nil,
        cause: error.bare, exitStatus: .temporaryFailure)
    }
  }

  /// Wraps what a read or write says while a step was waited for.
  ///
  /// - Parameter isSecure: whether TLS was there already.
  init(on host: String, isSecure: Bool, waitingFor step: WireStep, _ error: SystemError) {
    if error.isTimeout {
      let mayWait = step == .greeting && !isSecure
      self.init(
        kind: .timedOut, "\(host): no answer in time while waiting for \(step.words)",
        hint: mayWait ? "A server that speaks TLS from the start, as on port 465, is asked by smtps://." : nil,
        exitStatus: .temporaryFailure, step: step)
    } else if error.isInterruption {
      self.init(
        kind: .interrupted, "\(host): \(error.words) while waiting for \(step.words)",
        exitStatus: .temporaryFailure, step: step)
    } else {
      self.init(
        kind: .broken, "\(host): the connection broke while waiting for \(step.words)", cause: error.bare,
        exitStatus: .temporaryFailure, step: step)
    }
  }

  /// Wraps what a write says while the message went out: without its end nobody has taken it.
  public init(sendingMessageTo host: String, _ error: SystemError) {
    if error.isInterruption {
      self.init(
        kind: .interrupted, "\(host): \(error.words) while the message went out", exitStatus: .temporaryFailure,
        step: .transfer)
      return
    }
    self.init(
      kind: error.isTimeout ? .timedOut : .broken,
      error.isTimeout
        ? "\(host): the server stopped taking the message" : "\(host): the connection broke while the message went out",
      cause: error.isTimeout ? nil : error.bare, exitStatus: .temporaryFailure, step: .transfer)
  }

  /// The peer closed the connection.
  init(closedBy host: String, waitingFor step: WireStep) {
    self.init(
      kind: .broken, "\(host): the server closed the connection while we waited for \(step.words)",
      exitStatus: .temporaryFailure, step: step)
  }
}

extension WireStep {
  /// What is waited for, in words.
  public var words: String {
    switch self {
    case .greeting: "its greeting"
    case .command(let verb): "the reply to \(verb)"
    case .transfer: "the go-ahead for the message"
    case .acceptance: "the reply to the message"
    case .farewell: "the reply to QUIT"
    }
  }
}

extension SystemError {
  /// Whether asking the name server again may help.
  var isTemporary: Bool { exitStatus == .temporaryFailure }

  /// The cause alone, where the subject has been named already.
  var bare: BareCause { BareCause(summary: words, exitStatus: exitStatus) }

  /// The cause in words.
  var words: String { detail ?? SystemError.words(for: errno) }
}

/// The words of a system error without its subject.
struct BareCause: MailError {
  let summary: String
  let exitStatus: ExitStatus
}
