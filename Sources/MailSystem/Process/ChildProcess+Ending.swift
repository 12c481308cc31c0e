extension ChildProcess {
  /// How long a program that was told to end may take for it, in milliseconds.
  private static var lastRespite: Int { 2000 }

  /// Waits for the child's end; a signal of the gate that comes meanwhile is handed on to it, and it is given a moment.
  ///
  /// - Throws: the interruption, when the child did not end well in that moment; it has ended in any case.
  public mutating func waitOrEnd(by gate: SignalGate?) throws(SystemError) -> ChildOutcome {
    do throws(SystemError) {
      return try wait(gate: gate)
    } catch {
      guard error.isInterruption else { throw error }
      send(.terminate)
      if let outcome = wait(by: .after(milliseconds: Self.lastRespite)), outcome.isSuccess { return outcome }
      send(.kill)
      _ = try wait()
      throw error
    }
  }
}
