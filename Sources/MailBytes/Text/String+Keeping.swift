extension String {
  /// Text from outside that loses nothing: a byte that is no UTF-8 becomes a character of its own, U+10FE80 to U+10FEFF.
  ///
  /// So a path names the same file again at the door to the system, and a header can still be read in the charset of
  /// the locale. What is UTF-8, such characters with it, stays as it is: reading twice changes nothing.
  public init(keeping bytes: [UInt8]) {
    if UTF8Text.isValid(bytes) {
      self.init(decoding: bytes, as: UTF8.self)
    } else {
      self.init(decoding: String.keptForm(of: bytes.span), as: UTF8.self)
    }
  }

  /// Text from outside that loses nothing.
  public init(keeping bytes: ArraySlice<UInt8>) { self.init(keeping: [UInt8](bytes)) }

  /// Whether bytes are kept in it that are no UTF-8.
  public var keepsForeignBytes: Bool {
    for byte in utf8 where byte == 0xf4 { return keptBytes.count != utf8.count }
    return false
  }

  /// The bytes that the text was made of.
  public var keptBytes: [UInt8] {
    let form = Array(utf8)
    guard form.contains(0xf4) else { return form }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(form.count)
    var index = 0
    while index < form.count {
      if index + 3 < form.count, form[index] == 0xf4, form[index + 1] == 0x8f, form[index + 2] & 0xfe == 0xba {
        bytes.append(0x80 | (form[index + 2] & 1) << 6 | form[index + 3] & 0x3f)
        index += 4
      } else {
        bytes.append(form[index])
        index += 1
      }
    }
    return bytes
  }

  /// The text for people: U+FFFD in place of bytes that are kept.
  public var repaired: String { keepsForeignBytes ? String(decoding: keptBytes, as: UTF8.self) : self }

  private static func keptForm(of bytes: Span<UInt8>) -> [UInt8] {
    var form: [UInt8] = []
    form.reserveCapacity(bytes.count * 2)
    var index = 0
    while index < bytes.count {
      let end = Kernels.endOfValidUTF8(in: bytes, from: index)
      form.append(bytes.extracting(index..<end))
      guard end < bytes.count else { break }
      let byte = bytes[end]
      form += [0xf4, 0x8f, 0xba | (byte >> 6 & 1), 0x80 | byte & 0x3f]
      index = end + 1
    }
    return form
  }
}
