public import MailWire

/// How long each step may take, in seconds; short enough for a job of cron that meets a silent server.
///
/// RFC 5321 section 4.5.3.2 gives relays minutes for each; a client whose message is kept when it fails need not wait so long.
public struct LinkTimeouts: Sendable {
  /// Connecting to one host, all its addresses together.
  public var connect = 15
  /// The TLS handshake.
  public var handshake = 60
  /// The server's first words.
  public var greeting = 60
  /// The whole reply to a command or burst of commands.
  public var command = 60
  /// The go-ahead for the message.
  public var transfer = 60
  /// One block of the message.
  public var block = 60
  /// The reply to the whole message.
  public var acceptance = 300
  /// The reply to the good-bye.
  public var farewell = 2
  /// The whole conversation, whatever its steps, without the time for the size of the message.
  public var total = 600

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

  /// The same limits with more time in all for a message of so many bytes, at the speed of a poor modem.
  public func extended(forBytes count: Int) -> LinkTimeouts {
    var result = self
    result.total += max(0, count) / Self.slowestBytesPerSecond
    return result
  }

  private static let slowestBytesPerSecond = 4096

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
