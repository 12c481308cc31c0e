import Glibc

/// The signals this program has to do with.
public struct Signal: RawRepresentable, Sendable, Hashable {
  /// The number of signal(7).
  public let rawValue: Int32
  /// Takes the number of signal(7).
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// SIGINT: the interrupt key.
  public static let interrupt = Signal(rawValue: SIGINT)
  /// SIGTERM: asked to end.
  public static let terminate = Signal(rawValue: SIGTERM)
  /// SIGHUP: the terminal is gone.
  public static let hangUp = Signal(rawValue: SIGHUP)
  /// SIGQUIT: the quit key.
  public static let quit = Signal(rawValue: SIGQUIT)
  /// SIGTSTP: the suspend key.
  public static let stop = Signal(rawValue: SIGTSTP)
  /// SIGWINCH: the window has another size.
  public static let windowChange = Signal(rawValue: SIGWINCH)
  /// SIGPIPE: nobody reads any more.
  public static let pipe = Signal(rawValue: SIGPIPE)
  /// SIGKILL: cannot be refused.
  public static let kill = Signal(rawValue: SIGKILL)

  /// The usual name, such as SIGINT.
  public var name: String {
    switch rawValue {
    case SIGINT: "SIGINT"
    case SIGTERM: "SIGTERM"
    case SIGHUP: "SIGHUP"
    case SIGQUIT: "SIGQUIT"
    case SIGTSTP: "SIGTSTP"
    case SIGPIPE: "SIGPIPE"
    case SIGKILL: "SIGKILL"
    case SIGSEGV: "SIGSEGV"
    case SIGABRT: "SIGABRT"
    default: "signal \(rawValue)"
    }
  }

  var bit: UInt64 { 1 << UInt64(rawValue & 63) }

  static func mask(_ signals: [Signal]) -> UInt64 { signals.reduce(0) { $0 | $1.bit } }
}
