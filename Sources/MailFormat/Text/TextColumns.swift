import MailBytes

/// Columns of UTF-8 text on a terminal.
enum TextColumns {
  /// The columns of a run of text; ASCII is counted without looking at tables.
  static func width(of bytes: ArraySlice<UInt8>) -> Int {
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.count }
    return DisplayWidth.columns(of: bytes.span)
  }
}
