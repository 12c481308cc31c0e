// The story of MailWire.
//
// SMTP, POP3, IMAP and SASL as values that never touch a socket: bytes in, demands out. A dialog says what it wants
// (send this, read more, TLS now, the message now), the runner in MailLink does it, and tests play it from transcripts at every
// split of the input. Text of the server is data: bounded here, cleaned where it is shown.

/// One exchange with a server as a value that never touches a socket; the caller owns the connection.
public protocol WireDialog {
  /// What the dialog is for.
  associatedtype Output
  /// Takes what has arrived (empty at the start and after a send) and says what it wants next.
  ///
  /// Consumed input is removed from the front of `input`; the rest is offered again together with later bytes.
  mutating func resume(with input: inout [UInt8]) throws(WireError) -> WireDemand<Output>
  /// What the dialog waits for now, so that the runner can choose the deadline and name the step in an error.
  var step: WireStep { get }
  /// What stands even if the connection breaks now; nil while nothing is decided.
  var settled: Output? { get }
}

extension WireDialog {
  /// A command's reply unless the dialog says otherwise.
  public var step: WireStep { .command("command") }
  /// Nothing is decided before the end unless the dialog says otherwise.
  public var settled: Output? { nil }
}

/// What a dialog wants of its caller.
public enum WireDemand<Output> {
  /// Send these bytes in one write, then resume.
  case send([UInt8])
  /// Send these bytes in one write, but show and record only the words beside them, then resume.
  case sendSecret([UInt8], shown: String)
  /// Read at least one byte, then resume; an end of input is an error.
  case receive
  /// Drop unread input if there is any (it is an error), put TLS on the connection, then resume.
  case startTLS
  /// Stream the message with this framing, then resume.
  case sendMessage(MessageFraming)
  /// Done.
  case finished(Output)
}

/// What a dialog waits for.
public enum WireStep: Sendable, Equatable {
  /// The server's first words.
  case greeting
  /// The reply to a command, named for messages.
  case command(String)
  /// The go-ahead for the message.
  case transfer
  /// The reply to the whole message: who takes responsibility is open until it comes.
  case acceptance
  /// The reply to the good-bye, which changes nothing.
  case farewell
}

/// How a message is put on the wire.
public struct MessageFraming: Sendable, Equatable {
  /// Whether the message must be re-encoded to seven bits, because the server cannot take eight.
  public var sevenBit: Bool
  /// Bytes that follow the end of the message in the same write, such as QUIT.
  public var trailer: [UInt8]
  /// The announcement of one chunk that holds the whole message; nil for dots doubled and a lone dot at the end.
  public var chunk: Chunk?

  /// One chunk of RFC 3030.
  public struct Chunk: Sendable, Equatable {
    /// The command that goes before the message in the same write.
    public var command: [UInt8]
    /// How many bytes it announces; exactly so many must follow.
    public var size: Int
  }

  /// Makes a framing from its parts.
  public init(sevenBit: Bool, trailer: [UInt8] = [], chunk: Chunk? = nil) {
    self.sevenBit = sevenBit
    self.trailer = trailer
    self.chunk = chunk
  }
}
