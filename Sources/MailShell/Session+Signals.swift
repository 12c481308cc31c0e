import MailBytes
import MailSystem

// A signal that ended a wait counts for what would come next as well: it stays pending until somebody acts on it.

extension Session {
  /// The signal that came and has not been acted on, at the borders of messages and commands.
  ///
  /// One that is to end the run goes before the interrupt key, which ends a command alone.
  var pendingSignal: Signal? {
    if let takenSignal, takenSignal != .interrupt { return takenSignal }
    return world.signals.gate?.peek() ?? takenSignal
  }

  /// The status to end with where a signal has come; nil for none, and for the interrupt key, which ends a command alone.
  var endingStatus: ExitStatus? {
    guard let signal = pendingSignal, signal != .interrupt else { return nil }
    return statusOfSignal
  }

  /// The status of what a signal has stopped; nil where none came.
  var statusOfSignal: ExitStatus? { pendingSignal.map { ExitStatus(rawValue: 128 + $0.rawValue) } }

  /// Takes the signals that ended a sending, so that they do not end the waits for keeping the message too.
  func takeSignals() {
    // Who does not read what is told must not be waited for behind it.
    world.output.flush()
    world.errors.flush()
    while let signal = world.signals.gate?.take() {
      if takenSignal == nil || takenSignal == .interrupt { takenSignal = signal }
    }
  }

  /// Acts on the interrupt key, behind the command that it was pressed in.
  func tellOfInterrupt() {
    guard pendingSignal == .interrupt else { return }
    takenSignal = nil
    world.signals.gate?.discard(.interrupt)
    say("Interrupt")
  }

  /// Whether the interrupt key was pressed since the command began; asked at message borders.
  func wasInterrupted() -> Bool { pendingSignal == .interrupt }
}
