import MailSystem
import MailWire

extension LinkError {
  /// Wraps what the dialer says.
  init(dialling endpoint: Endpoint, _ error: SystemError) {
    self.init(
      kind: .unreachable, "cannot connect to \(endpoint.words)", cause: error, exitStatus: .temporaryFailure)
  }

  /// Wraps what a read or write says while a step was waited for.
  init(on host: String, waitingFor step: WireStep, _ error: SystemError) {
    if error.isTimeout {
      self.init(
        kind: .timedOut, "\(host): no answer in time while waiting for \(step.words)",
        exitStatus: .temporaryFailure, step: step)
    } else {
      self.init(
        kind: .broken, "\(host): the connection broke while waiting for \(step.words)", cause: error,
        exitStatus: .temporaryFailure, step: step)
    }
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
