import MailBytes

/// Strings for C as one run of bytes, a NUL behind each.
///
/// The vector of pointers is made in C: an array of optional pointers here would cost each start of a program the making
/// of three generic types at run time.
enum PackedStrings {
  /// The strings one after another; a NUL inside one, which would end it silently, is left out.
  static func pack(_ strings: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for string in strings {
      if string.keepsForeignBytes {
        for byte in string.keptBytes where byte != 0 { bytes.append(byte) }
      } else {
        for byte in string.utf8 where byte != 0 { bytes.append(byte) }
      }
      bytes.append(0)
    }
    return bytes
  }
}
