import MailBytes

/// A converter that knows nothing, for tests without the system's tables.
final class NoCharsets: CharsetConverter {
  func decode(_ bytes: [UInt8], from charset: String) -> [UInt8]? { nil }
  func encode(_ text: [UInt8], to charset: String) -> [UInt8]? { nil }
}
