import MailFormat

extension BuildOptions.Encoding {
  /// The transfer encoding of a name of RFC 2045, as `--encoding` and `~+` take it.
  init?(named name: [UInt8]) {
    switch ASCIIName.lowered(String(decoding: name, as: UTF8.self)) {
    case "7bit": self = .automatic
    case "8bit", "binary": self = .eightBit
    case "quoted-printable": self = .quotedPrintable
    case "base64": self = .base64
    default: return nil
    }
  }
}
