public import MailWire

/// How long each step may take, in seconds; the defaults are the minima of RFC 5321 section 4.5.3.2, for people.
public struct LinkTimeouts: Sendable {
  /// Connecting to one host, all its addresses together.
  public var connect = 30
  /// The TLS handshake.
  public var handshake = 60
  /// The server's first words.
  public var greeting = 300
  /// The whole reply to a command or burst of commands.
  public var command = 300
  /// The go-ahead for the message.
  public var transfer = 120
  /// One block of the message.
  public var block = 180
  /// The reply to the whole message.
  public var acceptance = 600
  /// The reply to the good-bye.
  public var farewell = 2
  /// The whole conversation, whatever its steps.
  public var total = 3600

  /// The defaults.
  public init() {}

  /// The same limit for every step.
  public init(everyStep seconds: Int) {
    connect = seconds
    handshake = seconds
    greeting = seconds
    command = seconds
    transfer = seconds
    block = seconds
    acceptance = seconds
    farewell = min(2, seconds)
  }

  /// The limit of a step.
  public func seconds(for step: WireStep) -> Int {
    switch step {
    case .greeting: greeting
    case .command: command
    case .transfer: transfer
    case .acceptance: acceptance
    case .farewell: farewell
    }
  }
}
