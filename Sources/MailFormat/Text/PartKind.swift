/// What a reader does with a part, by its type and name.
enum PartKind {
  /// Whether the content is a winmail.dat.
  static func isTNEF(_ part: Part) -> Bool {
    if part.type == "application/ms-tnef" || part.type == "application/vnd.ms-tnef" { return true }
    guard part.type == "application/octet-stream" else { return false }
    let name = part.fileName?.lowercased() ?? ""
    return name == "winmail.dat" || name == "win.dat"
  }

  /// Whether the content is an S/MIME message in one piece.
  static func isCMS(_ part: Part) -> Bool {
    if part.type == "application/pkcs7-mime" || part.type == "application/x-pkcs7-mime" { return true }
    return part.type == "application/octet-stream" && (part.fileName?.lowercased().hasSuffix(".p7m") ?? false)
  }

  /// The words for a signature part; nil for anything else.
  static func signature(_ type: String) -> String? {
    switch type {
    case "application/pgp-signature": "OpenPGP signature"
    case "application/pkcs7-signature", "application/x-pkcs7-signature": "S/MIME signature"
    default: nil
    }
  }

  /// Whether the content can be shown as text.
  static func isShown(_ part: Part) -> Bool {
    guard part.kind == .leaf else { return false }
    if part.isText {
      switch part.type {
      case "text/vcard", "text/x-vcard", "text/directory", "text/rtf": return false
      default: return true
      }
    }
    switch part.type {
    case "message/delivery-status", "message/global-delivery-status", "message/disposition-notification",
      "message/feedback-report", "message/external-body", "message/partial", "message/global-headers",
      "message/global-disposition-notification", "application/rtf":
      return part.type != "application/rtf"
    default: return part.type.hasPrefix("message/") || part.type.hasPrefix("multipart/")
    }
  }
}
