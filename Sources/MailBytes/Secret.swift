/// Bytes that must never be printed: a password or token.
///
/// Described as stars, never part of an error.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let bytes: [UInt8]

  /// Takes the secret's bytes as they are.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Lends the bytes to the one place that sends them.
  public func withBytes<Result, Failure: Error>(
    _ body: ([UInt8]) throws(Failure) -> Result
  ) throws(Failure) -> Result { try body(bytes) }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { bytes.isEmpty }
  /// Stars, whatever the secret.
  public var description: String { "********" }
  /// Stars, whatever the secret.
  public var debugDescription: String { description }
  /// Nothing to look at.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
