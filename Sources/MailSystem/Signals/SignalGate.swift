import CPlatform
import Glibc

/// Receives signals through a descriptor instead of handlers; every wait that is given the gate ends when one arrives.
///
/// Nothing happens before a gate is made: the reader and the compose mode make one, a plain `echo | mail` does not.
/// A signal ends waits until somebody takes it with `take()`.
public final class SignalGate {
  /// Readable while a signal is waiting.
  let descriptor: Int32
  private let received: UInt64
  private let previousMask: UInt64
  private var pending: [Signal] = []
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
    if !isHeld { _ = cp_signal_set_mask(previousMask) }
    _ = Glibc.close(descriptor)
  }

  /// The oldest signal that has arrived, which is thereby done with; nil when there is none.
  ///
  /// Never waits.
  public func take() -> Signal? {
    collect()
    return pending.isEmpty ? nil : pending.removeFirst()
  }

  /// The oldest signal that has arrived, without taking it.
  public func peek() -> Signal? {
    collect()
    return pending.first
  }

  /// Keeps the signals blocked when the gate goes, in a run that one of them is ending: who sends one often sends another,
  /// as timeout(1) does, and that must not cost what the run still has to put in order.
  public func hold() { isHeld = true }

  /// Forgets what the keys of the terminal have sent to a child in the foreground and to us.
  public func discardKeys() {
    for signal in Self.keys { discard(signal) }
  }

  /// Forgets a signal.
  public func discard(_ signal: Signal) {
    collect()
    pending.removeAll { $0 == signal }
  }

  /// What has come to end the program, whatever it is at: a termination, a hang-up or the quit key, without taking it.
  public func peekEnding() -> Signal? {
    collect()
    return pending.first { $0 != .windowChange && $0 != .interrupt }
  }

  /// What ends a wait: any signal but the change of the window's size.
  ///
  /// - Parameter ignoringKeys: whether the keys of the terminal are meant for the program that is waited for.
  public func pendingInterruption(ignoringKeys: Bool = false) -> Signal? {
    collect()
    return pending.first { $0 != .windowChange && !(ignoringKeys && Self.keys.contains($0)) }
  }

  /// The signals that the keys of a terminal send to all programs in its foreground.
  private static var keys: [Signal] { [.interrupt, .quit] }

  private func collect() {
    while true {
      let number = cp_signal_take(descriptor)
      guard number > 0 else { return }
      pending.append(Signal(rawValue: number))
    }
  }

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
