import MailBytes
import MailFormat
import MailLink
import MailWire

extension SubmitError {
  /// A conversation that failed before anybody was accepted.
  init(_ error: LinkError) {
    if error.step == .acceptance, error.kind == .broken || error.kind == .timedOut || error.kind == .interrupted {
      self.init(
        "\(error.summary): it is not known whether the message was taken",
        hint: "It may have been delivered; if it is sent again with the same Message-ID, recipients can tell.",
        cause: error.cause, exitStatus: .temporaryFailure, isTemporary: error.isTemporary,
        kind: error.kind == .interrupted ? .interrupted : .unknown, isDoubtful: true)
    } else {
      self.init(
        error.summary, hint: error.hint, cause: error.cause, exitStatus: error.exitStatus,
        isTemporary: error.isTemporary, kind: Kind(error))
    }
  }

  /// Nobody was accepted: the commonest reason is told, and each recipient's in the receipt.
  init(refusedBy host: String, _ result: SubmissionResult, _ receipt: Receipt) {
    var replies: [Reply] = []
    for case .refused(let reply) in result.outcomes { replies.append(reply) }
    var first: String?
    switch receipt.entries.first?.outcome {
    case .rejected(let words), .deferred(let words): first = words
    case .accepted, nil: break
    }
    // One that may work later keeps the whole message for later.
    let isTemporary = replies.isEmpty || replies.contains { $0.isTemporary }
    self.init(
      "\(host): the message was not accepted: \(first ?? "no recipient")",
      exitStatus: isTemporary ? .temporaryFailure : receipt.refusalStatus,
      isTemporary: isTemporary, receipt: receipt)
  }
}

extension SubmitError.Kind {
  /// What a conversation's failure means for who could try another server.
  init(_ error: LinkError) {
    self =
      switch error.kind {
      case .interrupted: .interrupted
      case .insecure: .encryption
      case .refused, .broken, .timedOut: error.step == nil ? .other : .session
      case .unreachable, .unknownHost, .content: .other
      }
  }
}

extension ExitStatus {
  /// What all refusals for good mean; that the service refused, when they do not mean the same.
  init(refusalsOf result: SubmissionResult) {
    var common: ExitStatus?
    for case .refused(let reply) in result.outcomes where !reply.isTemporary {
      if let common, common != reply.exitStatus {
        self = .unavailable
        return
      }
      common = reply.exitStatus
    }
    self = common ?? .unavailable
  }
}

extension Reply {
  /// What a refusal for good means in terms of sysexits(3).
  var exitStatus: ExitStatus {
    if isTemporary { return .temporaryFailure }
    if let enhanced {
      switch (enhanced.subject, enhanced.detail) {
      case (1, 1), (1, 6): return .noUser
      case (1, 2), (1, 10): return .noHost
      case (1, _): return .dataError
      case (7, _): return .noPermission
      default: break
      }
    }
    switch code {
    case 530, 535: return .noPermission
    case 550, 551, 553: return .noUser
    case 500...504: return .protocolError
    default: return .unavailable
    }
  }
}
