public import MailBytes

/// Turns the parts of a message into text for reading: UTF-8 with LF line ends, not yet made safe for a terminal.
public struct MessageText {
  let message: [UInt8]
  let tree: PartTree
  let charsets: any CharsetConverter
  let html: (any HTMLRenderer)?
  let options: TextOptions

  /// Takes a message, its structure, and the doors to charsets and HTML.
  public init(
    message: [UInt8], tree: PartTree, charsets: any CharsetConverter, html: (any HTMLRenderer)?,
    options: TextOptions = TextOptions()
  ) {
    self.message = message
    self.tree = tree
    self.charsets = charsets
    self.html = html
    self.options = options
  }

  /// The body as a person reads it: the best text of each part in order, attachments as one line each.
  public func render() -> [UInt8] {
    []
  }

  /// The decoded content of a part, transfer encoding undone.
  public func content(of index: Int) -> [UInt8] {
    []
  }

  /// The text of a text part in UTF-8 with LF line ends; nil for what is not text.
  public func text(of index: Int) -> [UInt8]? {
    nil
  }

  /// One line for an attachment: `[-- Attachment 2: report.pdf, application/pdf, 12 kB --]`.
  public func attachmentLine(of index: Int) -> [UInt8] {
    []
  }

  /// The files packed inside a part: uuencode and yEnc in text, winmail.dat, else the part itself.
  public func files(of index: Int) -> [UnpackedFile] {
    []
  }
}
