/// Keeps what a command prints, for `vput`.
final class CapturedOutput: TextOutput {
  /// What was printed so far.
  private(set) var bytes: [UInt8] = []
  /// How much is kept.
  private static let limit = 16 << 20

  var isTerminal: Bool { false }
  var columns: Int? { nil }
  var rows: Int? { nil }
  var isHealthy: Bool { bytes.count < Self.limit }
  func write(_ bytes: [UInt8]) { if isHealthy { self.bytes += bytes } }
  func flush() {}
}
