import MailBytes

/// The one gate for all that goes into a header or an envelope: no CR, LF or NUL passes.
///
/// With any of them in a value, one field would become two, or a header a body, or a recipient a command.
public enum HeaderGate {
  /// The longest name a field may have.
  public static let longestName = 76

  /// Refuses a value with CR, LF or NUL in it.
  ///
  /// - Parameter field: how the value is called in the error, `Subject` or `recipient`.
  public static func check(_ value: String, of field: String) throws(ComposeError) {
    for byte in value.utf8 where byte == 0x0a || byte == 0x0d || byte == 0 {
      throw ComposeError(
        .lineBreak, "\(field) holds a line break or NUL: not sent",
        hint: "One field is one line; remove the line break.")
    }
  }

  /// Refuses an address with CR, LF or NUL in any of its parts.
  public static func check(_ address: Address, of field: String) throws(ComposeError) {
    try check(address.displayName, of: field)
    try check(address.localPart, of: field)
    try check(address.domain, of: field)
  }

  /// Refuses a name that is not one of RFC 5322 section 2.2: printable ASCII without blanks and colon.
  public static func check(fieldName name: String) throws(ComposeError) {
    let isName =
      !name.isEmpty && name.utf8.count <= longestName && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != 0x3a }
    guard isName else {
      throw ComposeError(
        .fieldName, "`\(name.utf8.count > longestName ? "..." : name)` is no name of a header field",
        hint: "Write the field as `Name: value`.")
    }
  }

  /// A value for people on one line: each run of line breaks becomes a blank, NUL and other controls go.
  ///
  /// - Returns: the value and whether anything was changed, so that the caller can warn.
  public static func folded(_ value: String) -> (value: String, isChanged: Bool) {
    var output: [UInt8] = []
    var isChanged = false
    var needsBlank = false
    var rest = value.utf8.makeIterator()
    var last: UInt8 = 0
    var lastButOne: UInt8 = 0
    while let byte = rest.next() {
      defer { (lastButOne, last) = (last, byte) }
      if byte == 0x0a || byte == 0x0d {
        (needsBlank, isChanged) = (true, true)
        continue
      }
      if byte != 0x09, byte.isASCIIControl {
        isChanged = true
        continue
      }
      // U+0085, U+2028 and U+2029 end lines in some eyes.
      if (last == 0xc2 && byte == 0x85) || (lastButOne == 0xe2 && last == 0x80 && (byte == 0xa8 || byte == 0xa9)) {
        output.removeLast(last == 0xc2 ? 1 : 2)
        (needsBlank, isChanged) = (true, true)
        continue
      }
      if needsBlank, !output.isEmpty { output.append(0x20) }
      needsBlank = false
      output.append(byte)
    }
    return isChanged ? (String(decoding: output, as: UTF8.self), true) : (value, false)
  }
}
