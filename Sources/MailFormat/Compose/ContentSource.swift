public import MailBytes

/// Content that is read in windows when it is needed: a file, standard input kept aside, bytes in memory.
public protocol ContentSource: Sendable {
  /// How many bytes there are.
  var count: Int { get }
  /// Appends up to `limit` bytes from `offset` on to the buffer; appends nothing at the end.
  func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(ContentError)
}

/// Content could not be read while it was sent or inspected.
public struct ContentError: MailError {
  /// What failed, with the name of the content.
  public let summary: String

  /// Makes the error from its line.
  public init(_ summary: String) { self.summary = summary }
  /// EX_IOERR.
  public var exitStatus: ExitStatus { .ioError }
}
