import MailBytes

/// The dialogue as `-v` shows it and a log may keep it: one call per line, secrets already replaced.
///
/// The sink gets raw server bytes and must clean them before a terminal sees them.
public final class Transcript {
  /// Who spoke.
  public enum Side: Sendable, Equatable {
    /// We sent it.
    case client
    /// The server sent it.
    case server
    /// Neither: a note of ours, such as the TLS version.
    case note
  }

  private let sink: (Side, [UInt8]) -> Void
  private var partial: [UInt8] = []
  /// What the server may repeat and nobody is to see.
  var mask = SecretMask()
  /// Longer lines are cut: a transcript is for people.
  private static let maximumLine = 1000

  /// Takes what receives the lines, without line ends.
  public init(_ sink: @escaping (Side, [UInt8]) -> Void) { self.sink = sink }

  /// Tells what was sent, line by line.
  public func sent(_ bytes: [UInt8]) {
    flush()
    for line in bytes.split(separator: 10) { sink(.client, Self.trimmed(line)) }
  }

  /// Tells what stands for something secret or long that was sent.
  public func sent(shown words: String) {
    flush()
    sink(.client, Array(words.utf8))
  }

  /// Tells what arrived; a line is shown when it is whole.
  public func received(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      if byte == 10 { flush() } else if partial.count < Self.maximumLine { partial.append(byte) }
    }
  }

  /// Tells something about the connection.
  public func note(_ words: String) {
    flush()
    sink(.note, Array(words.utf8))
  }

  private func flush() {
    guard !partial.isEmpty else { return }
    sink(.server, mask.cleaned(Self.trimmed(partial[...])))
    partial.removeAll(keepingCapacity: true)
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var line = line.prefix(maximumLine)
    if line.last == 13 { line.removeLast() }
    return Array(line)
  }
}
