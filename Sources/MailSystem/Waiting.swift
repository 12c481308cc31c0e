import CPlatform
import Glibc

/// The one place that waits: for a descriptor, a deadline, and the signals of a gate.
enum Waiting {
  /// What is waited for.
  enum Direction {
    case reading
    case writing
  }

  /// How a wait ended.
  enum Outcome: Equatable {
    case ready
    case timedOut
    case interrupted(Signal)
  }

  /// Sleeps before another try to get a lock.
  ///
  /// A signal that asks the program to end, and is held back for who can keep what it is about, ends the waiting. One that
  /// is not held back ends the program as always.
  static func pause(forLockOf subject: String, milliseconds: Int) throws(SystemError) {
    let pending = cp_signal_pending()
    for signal in [Signal.terminate, .hangUp, .interrupt, .quit] where pending & signal.bit != 0 {
      throw .interrupted(by: signal, during: "lock", subject)
    }
    Clock.sleep(milliseconds: milliseconds)
  }

  /// Waits until the descriptor is ready, the deadline passes, or the gate receives a signal that ends waits.
  static func isReady(
    _ descriptor: Int32, for direction: Direction, by deadline: Deadline, gate: SignalGate?, ignoringKeys: Bool = false
  ) -> Outcome {
    // Two descriptors and no array of them, whose making would cost every sending; poll passes over a negative one.
    var polled = (
      pollfd(fd: descriptor, events: Int16(direction == .reading ? POLLIN : POLLOUT), revents: 0),
      pollfd(fd: gate?.descriptor ?? -1, events: Int16(POLLIN), revents: 0)
    )
    while true {
      // What the keys have sent is done with, or it would be there again at once.
      if ignoringKeys { gate?.discardKeys() }
      if let signal = gate?.peek() { return .interrupted(signal) }
      let count = unsafe withUnsafeMutableBytes(of: &polled) { both in
        unsafe poll(both.assumingMemoryBound(to: pollfd.self).baseAddress, 2, deadline.pollTimeout)
      }
      if count == 0 { return .timedOut }
      if count < 0 {
        if errno == EINTR || errno == EAGAIN {
          if deadline.hasPassed { return .timedOut }
          continue
        }
        // A bad descriptor: the read or write that follows tells.
        return .ready
      }
      if polled.1.revents != 0 { continue }
      if polled.0.revents != 0 { return .ready }
    }
  }
}
