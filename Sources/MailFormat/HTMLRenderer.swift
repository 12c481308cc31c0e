/// Turns HTML into readable text; the leaf that loads the HTML5 parser conforms, and only `mail` knows it.
public protocol HTMLRenderer: AnyObject {
  /// Renders a UTF-8 document at the given width in columns, links numbered with their targets below.
  ///
  /// - Returns: UTF-8 text with LF line ends, or nil when the HTML library is not installed.
  func render(_ html: [UInt8], width: Int) -> [UInt8]?
}
