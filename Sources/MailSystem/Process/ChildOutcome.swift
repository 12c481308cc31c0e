/// How a child process ended.
public enum ChildOutcome: Sendable, Equatable {
  /// With this exit status.
  case exited(Int32)
  /// By this signal.
  case signalled(Signal)

  /// Whether it exited with 0.
  public var isSuccess: Bool { self == .exited(0) }

  /// Words such as `exit status 3` or `SIGKILL`.
  public var words: String {
    switch self {
    case .exited(let status): "exit status \(status)"
    case .signalled(let signal): signal.name
    }
  }
}
