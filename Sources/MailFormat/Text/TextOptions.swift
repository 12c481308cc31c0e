/// How a message is turned into text.
public struct TextOptions: Sendable, Equatable {
  /// The columns that HTML, flowed text and tables are laid out for.
  public var width: Int
  /// Take the HTML of alternatives where there is a choice.
  public var prefersHTML: Bool
  /// The iconv name for unlabelled text that is not UTF-8.
  public var fallbackCharset: String
  /// Show one line for each attachment.
  public var listsAttachments: Bool
  /// Tell in lines of their own about signatures, enclosed messages and what is not shown.
  public var marksParts: Bool
  /// Join the lines of format=flowed text and wrap them anew.
  public var reflows: Bool
  /// Bounds of parsing and decoding.
  public var limits: MIMELimits

  /// The usual options at a width.
  public init(
    width: Int = 80, prefersHTML: Bool = false, fallbackCharset: String = "WINDOWS-1252",
    listsAttachments: Bool = true, marksParts: Bool = true, reflows: Bool = true, limits: MIMELimits = .standard
  ) {
    self.width = width
    self.prefersHTML = prefersHTML
    self.fallbackCharset = fallbackCharset
    self.listsAttachments = listsAttachments
    self.marksParts = marksParts
    self.reflows = reflows
    self.limits = limits
  }
}
