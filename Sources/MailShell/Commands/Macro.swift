/// Lines kept under a name: by `define` to be called, by `account` to be switched to.
public struct Macro: Sendable {
  /// The name behind `define` or `account`.
  public let name: String
  /// Whether it was declared by `account`.
  public let isAccount: Bool
  /// The lines between the braces.
  public var lines: [[UInt8]] = []
}
