/// The door to programs that people have chosen for kinds of parts.
public protocol PartFilter: AnyObject {
  /// What a leaf is shown as; nil for the usual.
  ///
  /// - Parameters:
  ///   - text: its content read as text, in UTF-8.
  ///   - content: its content, with nothing but the transfer encoding undone.
  /// - Returns: text in UTF-8 that is not yet safe for a terminal.
  func render(_ part: Part, text: () -> [UInt8], content: () -> [UInt8]) -> [UInt8]?
}
