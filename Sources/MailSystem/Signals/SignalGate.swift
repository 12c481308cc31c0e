import CPlatform
import Glibc

/// Receives signals through a descriptor instead of handlers; every wait that is given the gate ends when one arrives.
///
/// Nothing happens before a gate is made: the reader and the compose mode make one, a plain `echo | mail` does not.
/// A signal ends waits until somebody takes it with `take()`: till then it stays with the kernel, where all who wait see it,
/// on the descriptor or among the pending ones.
public final class SignalGate {
  /// Readable while a signal is waiting.
  let descriptor: Int32
  private let received: UInt64
  private let previousMask: UInt64
  /// The signals that somebody was told of.
  private var told: UInt64 = 0
  private var isHeld = false

  /// Blocks the signals that ask a program to end, INT, TERM, HUP and QUIT, and receives them from now on.
  ///
  /// A signal that was ignored when the program started, as by nohup, stays ignored.
  public convenience init() throws(SystemError) {
    try self.init([.interrupt, .terminate, .hangUp, .quit])
  }

  /// Blocks the signals named and receives them from now on, but for those that were ignored.
  public convenience init(_ signals: [Signal]) throws(SystemError) { try self.init(mask: Signal.mask(signals)) }

  private init(mask: UInt64) throws(SystemError) {
    var wanted = mask
    for number in Int32(1)..<64 {
      let bit = Signal(rawValue: number).bit
      if mask & bit != 0, cp_signal_is_ignored(number) != 0 { wanted &= ~bit }
    }
    received = wanted
    var before: UInt64 = 0
    _ = unsafe cp_signal_block(received, &before)
    previousMask = before
    descriptor = cp_signal_fd(received)
    guard descriptor >= 0 else { throw .last("signalfd", "signals") }
  }

  deinit {
    if !isHeld {
      // What a wait ended by has had its effect.
      cp_signal_discard(told)
      _ = cp_signal_set_mask(previousMask)
    }
    _ = Glibc.close(descriptor)
  }

  /// The first of the signals that have arrived, which is thereby done with; nil when there is none.
  ///
  /// Never waits.
  public func take() -> Signal? {
    let number = cp_signal_take(descriptor)
    return number > 0 ? Signal(rawValue: number) : nil
  }

  /// A signal that has arrived, which stays: one that is to end the program before the interrupt key, which ends less.
  public func peek() -> Signal? { peek(among: received) }

  /// The same for what has come to end the program, whatever it is at: a termination, a hang-up or the quit key.
  public func peekEnding() -> Signal? { peek(among: received & ~Signal.interrupt.bit) }

  private func peek(among signals: UInt64) -> Signal? {
    let pending = cp_signal_pending() & signals
    guard pending != 0 else { return nil }
    let ending = pending & ~Signal.interrupt.bit
    let signal = Signal(rawValue: Int32((ending == 0 ? pending : ending).trailingZeroBitCount))
    told |= signal.bit
    return signal
  }

  /// Keeps the signals blocked when the gate goes, in a run that one of them is ending: who sends one often sends another,
  /// as timeout(1) does, and that must not cost what the run still has to put in order.
  public func hold() { isHeld = true }

  /// Forgets what the keys of the terminal have sent to a child in the foreground and to us.
  public func discardKeys() {
    for signal in [Signal.interrupt, .quit] { discard(signal) }
  }

  /// Forgets a signal.
  public func discard(_ signal: Signal) { cp_signal_discard(received & signal.bit) }

  /// Holds back the signals that would end the program while something must not be cut in two.
  public static func withoutInterruption<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var before: UInt64 = 0
    let held = Signal.mask([.interrupt, .terminate, .hangUp, .quit, .stop, .pipe])
    _ = unsafe cp_signal_block(held, &before)
    defer { _ = cp_signal_set_mask(before) }
    return try body()
  }

  /// Makes writes beyond the limit of ulimit(1) for files fail with an error, which is told, instead of ending the program
  /// without a word; children get the default back.
  public static func ignoreFileSizeLimit() { _ = cp_signal_ignore(SIGXFSZ) }

  /// Makes writes to a closed pipe fail with an error instead of ending the program; children get the default back.
  public static func ignorePipe() { _ = cp_signal_ignore(SIGPIPE) }
}
