import Glibc

extension ChildProcess {
  /// How long a program that was told to end may take for it, in milliseconds.
  private static var lastRespite: Int { 2000 }
  /// How long a program in the foreground may take to end by itself when we are told to, in milliseconds.
  private static var firstRespite: Int { 200 }

  /// Waits for the child's end; a signal of the gate that comes meanwhile is handed on to it, and it is given a moment.
  ///
  /// - Throws: the interruption, when the child did not end well in that moment; it has ended in any case.
  public mutating func waitOrEnd(by gate: SignalGate?) throws(SystemError) -> ChildOutcome {
    do throws(SystemError) {
      return try wait(gate: gate)
    } catch {
      guard error.isInterruption else { throw error }
      if let outcome = try end(), outcome.isSuccess { return outcome }
      throw error
    }
  }

  /// Waits for the end of a child that has the terminal; its keys are the child's, and any other signal of the gate that
  /// comes meanwhile is handed on to it.
  ///
  /// - Throws: the interruption, when the child did not end in a moment. It is left to itself then: what an editor holds
  ///   that will not be ended is nothing to destroy.
  public mutating func waitInForeground(by gate: SignalGate?) throws(SystemError) -> ChildOutcome {
    do throws(SystemError) {
      return try wait(gate: gate, ignoringKeys: true)
    } catch {
      guard error.isInterruption else { throw error }
      // Where the terminal is gone it has the signal already, and a second one would disturb what it does about it.
      if let outcome = wait(by: .after(milliseconds: Self.firstRespite)) { return outcome }
      gate?.discardKeys()
      if let signal = gate?.peek() { send(signal) }
      if let outcome = wait(by: .after(milliseconds: Self.lastRespite)) { return outcome }
      detach()
      throw error
    }
  }

  /// All that the child writes to its standard output; fails when it is more than the limit.
  ///
  /// - Throws: the interruption, when a signal of the gate came meanwhile; the child has ended then.
  public mutating func readToEnd(limit: Int, by gate: SignalGate?) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    repeat {
      if case .interrupted(let signal) = Waiting.isReady(outputDescriptor, for: .reading, by: .never, gate: gate) {
        _ = try end()
        throw .interrupted(by: signal, during: "read", name)
      }
      guard bytes.count <= limit else { throw SystemError(call: "read", subject: name, errno: EFBIG) }
    } while try read(into: &bytes) > 0
    return bytes
  }

  /// Ends the child; nil where it did not end by itself in the moment that it is given.
  mutating func end() throws(SystemError) -> ChildOutcome? {
    send(.terminate)
    if let outcome = wait(by: .after(milliseconds: Self.lastRespite)) { return outcome }
    send(.kill)
    _ = try wait()
    return nil
  }
}
