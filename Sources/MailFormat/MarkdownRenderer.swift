public import MailBytes

/// Turns Markdown into HTML; the leaf that loads the library conforms, and only `mail` knows it.
public protocol MarkdownRenderer: AnyObject {
  /// Renders UTF-8 text as the inside of an HTML body; HTML that stands in the text is left out.
  func html(of markdown: [UInt8]) throws(MarkdownError) -> [UInt8]
}

/// Markdown could not be rendered.
public struct MarkdownError: MailError {
  /// What is missing.
  public let summary: String
  /// What to install.
  public let hint: String?

  /// Makes the error from its lines.
  public init(_ summary: String, hint: String?) {
    self.summary = summary
    self.hint = hint
  }
  /// EX_UNAVAILABLE.
  public var exitStatus: ExitStatus { .unavailable }
}
