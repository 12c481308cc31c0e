import MailSystem

/// Hands out scripted streams instead of connections, and remembers what was dialled.
public final class ScriptedDialer: Dialer {
  /// What was dialled, in order.
  public private(set) var endpoints: [Endpoint] = []
  private var streams: [ScriptedStream]

  /// Hands out these streams, one for each call; afterwards calls are refused.
  public init(_ streams: [ScriptedStream]) { self.streams = streams }

  /// The next stream.
  public func connect(to endpoint: Endpoint, by deadline: Deadline) throws(SystemError) -> any ByteStream {
    endpoints.append(endpoint)
    guard !streams.isEmpty else { throw SystemError(call: "connect", subject: "script", errno: 111) }
    return streams.removeFirst()
  }
}
