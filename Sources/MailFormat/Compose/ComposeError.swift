public import MailBytes

/// A message could not be made.
public struct ComposeError: MailError, Equatable {
  /// What went wrong, for tests and for those who can do something about it.
  public enum Code: Sendable, Equatable {
    /// A header value or address holds CR, LF or NUL.
    case lineBreak
    /// The name of a header field is none.
    case fieldName
    /// Content could not be read.
    case content
    /// Parts made by hand cannot travel.
    case structure
    /// The header is too large to be sent.
    case tooLarge
  }

  /// What went wrong.
  public let code: Code
  /// What failed, with the name of the field or file.
  public let summary: String
  /// What the person can do.
  public let hint: String?

  /// Makes the error from its parts.
  public init(_ code: Code, _ summary: String, hint: String? = nil) {
    self.code = code
    self.summary = summary
    self.hint = hint
  }

  /// EX_IOERR for content, else EX_DATAERR.
  public var exitStatus: ExitStatus { code == .content ? .ioError : .dataError }
}
