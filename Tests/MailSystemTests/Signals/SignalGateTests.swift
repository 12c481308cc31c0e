import Glibc
import Testing

@testable import MailSystem

/// Signals that come by descriptor.
///
/// They are sent to the thread of the test alone.
@Suite struct SignalGateTests {
  private let first = Signal(rawValue: SIGUSR1)
  private let second = Signal(rawValue: SIGUSR2)

  private func isReadable(_ gate: SignalGate) -> Bool {
    var polled = pollfd(fd: gate.descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) == 1
  }

  @Test func aLookLeavesTheSignalWhereOthersWaitForIt() throws {
    let gate = try SignalGate([first, second])
    #expect(gate.peek() == nil && !isReadable(gate))
    pthread_kill(pthread_self(), SIGUSR2)
    #expect(gate.peek() == second && isReadable(gate))
    // Of another signal nothing is there to be forgotten.
    gate.discard(first)
    gate.discardKeys()
    #expect(gate.peek() == second && isReadable(gate))
    #expect(Waiting.isReady(gate.descriptor, for: .reading, by: .never, gate: gate) == .interrupted(second))
    #expect(gate.take() == second)
    #expect(gate.take() == nil && gate.peek() == nil && !isReadable(gate))
  }

  @Test func oneOfTwoIsForgotten() throws {
    let gate = try SignalGate([first, second])
    pthread_kill(pthread_self(), SIGUSR2)
    pthread_kill(pthread_self(), SIGUSR1)
    gate.discard(first)
    #expect(gate.peek() == second && isReadable(gate))
    gate.discard(second)
    #expect(gate.peek() == nil && !isReadable(gate))
  }

  /// What a wait ended by has had its effect: it does not end the program when the gate goes.
  @Test func whatWasToldGoesWithTheGate() throws {
    var gate: SignalGate? = try SignalGate([first])
    pthread_kill(pthread_self(), SIGUSR1)
    #expect(gate?.peek() == first)
    gate = nil
    #expect(gate == nil)
  }
}
