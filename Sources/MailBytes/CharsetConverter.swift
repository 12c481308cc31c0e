/// The door from pure parsing to the system's character set tables; MailSystem's iconv stands behind it.
public protocol CharsetConverter: AnyObject {
  /// Converts bytes of the named charset to UTF-8; what cannot be read becomes U+FFFD.
  ///
  /// - Parameter charset: the iconv name, already mapped from the label of the message.
  /// - Returns: nil when the system does not know the charset.
  func decode(_ bytes: [UInt8], from charset: String) -> [UInt8]?

  /// Converts UTF-8 to the named charset.
  ///
  /// - Returns: nil when the charset is unknown or cannot hold every character.
  func encode(_ text: [UInt8], to charset: String) -> [UInt8]?
}
