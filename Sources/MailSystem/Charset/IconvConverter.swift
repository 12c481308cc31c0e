import Glibc
public import MailBytes

/// The system's character set tables, through iconv(3).
///
/// What cannot be read becomes U+FFFD and reading goes on; shift states are flushed at the end; nothing is
/// transliterated. The last few descriptors stay open, since messages share their charsets.
public final class IconvConverter: CharsetConverter {
  private var decoders: [IconvDescriptor] = []
  private var encoders: [IconvDescriptor] = []
  /// As many as a summary of mail from all over the world names: what is closed is loaded anew at the next use.
  private static let mostOpen = 16

  /// Makes a converter that has nothing open yet.
  public init() {}

  /// Converts bytes of the named charset to UTF-8; what cannot be read becomes U+FFFD.
  ///
  /// - Returns: nil when the system does not know the charset.
  public func decode(_ bytes: [UInt8], from charset: String) -> [UInt8]? {
    guard let descriptor = Self.descriptor(from: charset, to: "UTF-8", in: &decoders) else { return nil }
    return descriptor.convert(bytes, unit: Self.unit(of: charset), replacement: [0xef, 0xbf, 0xbd])
  }

  /// Converts UTF-8 to the named charset.
  ///
  /// - Returns: nil when the charset is unknown or cannot hold every character.
  public func encode(_ text: [UInt8], to charset: String) -> [UInt8]? {
    guard let descriptor = Self.descriptor(from: "UTF-8", to: charset, in: &encoders) else { return nil }
    return descriptor.convert(text, unit: 1, replacement: nil)
  }

  /// An open descriptor of the pair, the most recently used ones first.
  private static func descriptor(
    from source: String, to target: String, in list: inout [IconvDescriptor]
  ) -> IconvDescriptor? {
    for index in list.indices where list[index].source == source && list[index].target == target {
      let found = list.remove(at: index)
      list.insert(found, at: 0)
      return found
    }
    // iconv reads suffixes such as //TRANSLIT and environment-like names; a charset name has neither.
    let isName = (source + target).utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != 0x2f && $0 != 0x2c }
    guard isName, !source.isEmpty, !target.isEmpty else { return nil }
    guard let opened = IconvDescriptor(from: source, to: target) else { return nil }
    // glibc keeps the byte order that a mark told, through the reset to the initial state and into the next text.
    if readsMark(source) { return opened }
    list.insert(opened, at: 0)
    if list.count > mostOpen { list.removeLast() }
    return opened
  }

  /// Whether a mark in the text tells the byte order, since the name does not.
  private static func readsMark(_ charset: String) -> Bool {
    unit(of: charset) > 1 && !charset.hasSuffix("LE") && !charset.hasSuffix("BE")
  }

  /// How many bytes are passed over at one that cannot be read.
  private static func unit(of charset: String) -> Int {
    for name in ["UTF-16", "UTF16", "UCS-2", "UCS2", "UNICODE", "ISO-10646-UCS-2"] where charset.hasPrefix(name) {
      return 2
    }
    for name in ["UTF-32", "UTF32", "UCS-4", "UCS4", "ISO-10646-UCS-4"] where charset.hasPrefix(name) { return 4 }
    return 1
  }
}
