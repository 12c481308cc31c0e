public import MailSystem

/// Makes the gate for signals when a person or a server is first waited for; a run that only pipes never has one.
public final class SignalSwitch {
  private var made: SignalGate?
  private var wasTried = false

  /// No gate yet.
  public init() {}

  /// The gate, if it has been made.
  public var gate: SignalGate? { made }

  /// Makes the gate; nil where the system refuses one, so that signals end the program as usual.
  public func make() -> SignalGate? {
    if !wasTried {
      wasTried = true
      made = try? SignalGate()
    }
    return made
  }
}
