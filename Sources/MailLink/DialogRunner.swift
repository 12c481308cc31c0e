import MailBytes
import MailSystem
public import MailWire

/// Does what a dialog demands, with a deadline for each step.
public enum DialogRunner {
  /// Streams the message; a dialog that never demands it needs none.
  public typealias MessageSender = (Connection, MessageFraming) throws(LinkError) -> Void

  /// Runs the dialog to its end.
  ///
  /// - Parameter whenDecided: told of the outcome as soon as nothing can change it, before the good-bye.
  /// - Throws: `LinkError`, unless the dialog's outcome is settled already; the connection is closed then.
  public static func run<Dialog: WireDialog>(
    _ dialog: inout Dialog, on connection: Connection, sendingMessage: MessageSender? = nil,
    whenDecided: ((Dialog.Output) -> Void)? = nil
  ) throws(LinkError) -> Dialog.Output {
    do {
      return try converse(&dialog, connection, sendingMessage, whenDecided)
    } catch {
      connection.close()
      if let settled = dialog.settled { return settled }
      throw error.masked(by: connection.mask)
    }
  }

  private static func converse<Dialog: WireDialog>(
    _ dialog: inout Dialog, _ connection: Connection, _ sendMessage: MessageSender?,
    _ whenDecided: ((Dialog.Output) -> Void)?
  ) throws(LinkError) -> Dialog.Output {
    var whenDecided = whenDecided
    var waitsFor: WireStep?
    var until = connection.deadline(after: 0)
    while true {
      let demand = try demand(of: &dialog, connection)
      if let tell = whenDecided, dialog.step == .farewell, let settled = dialog.settled {
        whenDecided = nil
        tell(settled)
      }
      switch demand {
      case .send(let bytes):
        connection.transcript?.sent(bytes)
        try write(bytes, &dialog, connection)
        waitsFor = nil
      case .sendSecret(let bytes, let shown):
        connection.conceal(line: bytes)
        connection.transcript?.sent(shown: shown)
        try write(bytes, &dialog, connection)
        waitsFor = nil
      case .receive:
        // The deadline is for the whole reply: a byte a second does not keep us.
        if waitsFor != dialog.step {
          waitsFor = dialog.step
          until = connection.deadline(after: connection.timeouts.seconds(for: dialog.step))
        }
        try receive(connection, dialog.step, by: until)
      case .startTLS:
        try connection.secure()
        waitsFor = nil
      case .sendMessage(let framing):
        guard let sendMessage else {
          throw LinkError(kind: .content, "\(connection.host): there is no message to send", exitStatus: .software)
        }
        do {
          try sendMessage(connection, framing)
        } catch {
          guard error.kind == .broken, lastWords(connection) else { throw error }
        }
        waitsFor = nil
      case .finished(let output):
        return output
      }
    }
  }

  private static func demand<Dialog: WireDialog>(
    of dialog: inout Dialog, _ connection: Connection
  ) throws(LinkError) -> WireDemand<Dialog.Output> {
    do {
      return try dialog.resume(with: &connection.input)
    } catch {
      throw LinkError(
        kind: .refused, error.summary, hint: error.hint, exitStatus: error.exitStatus, step: dialog.step)
    }
  }

  private static func write<Dialog: WireDialog>(
    _ bytes: [UInt8], _ dialog: inout Dialog, _ connection: Connection
  ) throws(LinkError) {
    let step = dialog.step
    do {
      try connection.stream.write(
        bytes.span, by: connection.deadline(after: connection.timeouts.seconds(for: step)))
    } catch {
      // A server that refuses and closes has often said why: its words matter more than our broken pipe.
      guard !error.isTimeout, !error.isInterruption, lastWords(connection) else {
        throw LinkError(on: connection.host, isSecure: connection.isSecure, waitingFor: step, error)
      }
    }
  }

  private static func receive(
    _ connection: Connection, _ step: WireStep, by deadline: Deadline
  ) throws(LinkError) {
    let start = connection.input.count
    let count: Int
    do {
      count = try connection.stream.read(into: &connection.input, by: deadline)
    } catch {
      throw LinkError(on: connection.host, isSecure: connection.isSecure, waitingFor: step, error)
    }
    guard count > 0 else { throw LinkError(closedBy: connection.host, waitingFor: step) }
    connection.transcript?.received(connection.input[start...])
  }

  /// Reads what a server that closed has left for us; false when there is nothing.
  private static func lastWords(_ connection: Connection) -> Bool {
    let start = connection.input.count
    guard let count = try? connection.stream.read(into: &connection.input, by: connection.deadline(after: 1)), count > 0
    else { return false }
    connection.transcript?.received(connection.input[start...])
    return true
  }
}
