/// How the body of a part is encoded for transport, RFC 2045 section 6 and what is met beside it.
public enum TransferEncoding: Sendable, Equatable {
  /// 7bit, 8bit, binary, nothing stated, or a label nobody knows: the bytes as they are.
  case identity
  /// RFC 2045 section 6.7.
  case quotedPrintable
  /// RFC 2045 section 6.8.
  case base64
  /// The encoding of uuencode(5), labelled x-uuencode, x-uue or uuencode.
  case uuencode
  /// The encoding of Usenet, labelled x-yenc.
  case yEnc

  /// Reads the label of a Content-Transfer-Encoding field, comments and stray punctuation forgiven.
  public init(label: [UInt8]) {
    switch ASCIIToken.first(in: label) {
    case "quoted-printable", "quotedprintable", "qp", "quoted-printible": self = .quotedPrintable
    case "base64", "base-64", "b64": self = .base64
    case "x-uuencode", "x-uue", "uuencode", "uue": self = .uuencode
    case "x-yenc", "yenc": self = .yEnc
    default: self = .identity
    }
  }
}
