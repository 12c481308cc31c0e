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

  /// Waits until the descriptor is ready, the deadline passes, or the gate receives a signal that ends waits.
  static func isReady(
    _ descriptor: Int32, for direction: Direction, by deadline: Deadline, gate: SignalGate?
  ) -> Outcome {
    var polled: [pollfd] = [
      pollfd(fd: descriptor, events: Int16(direction == .reading ? POLLIN : POLLOUT), revents: 0)
    ]
    if let gate { polled.append(pollfd(fd: gate.descriptor, events: Int16(POLLIN), revents: 0)) }
    while true {
      if let signal = gate?.pendingInterruption() { return .interrupted(signal) }
      let count = unsafe poll(&polled, nfds_t(polled.count), deadline.pollTimeout)
      if count == 0 { return .timedOut }
      if count < 0 {
        if errno == EINTR || errno == EAGAIN {
          if deadline.hasPassed { return .timedOut }
          continue
        }
        // A bad descriptor: the read or write that follows tells.
        return .ready
      }
      if polled.count > 1, polled[1].revents != 0 {
        polled[1].revents = 0
        if let signal = gate?.pendingInterruption() { return .interrupted(signal) }
      }
      if polled[0].revents != 0 { return .ready }
    }
  }
}
