import MailBytes
public import MailFormat

/// An address as it stands in MAIL and RCPT: the one gate for envelope strings, so that nothing can be injected.
public struct EnvelopePath: Sendable, Equatable {
  /// The bytes between the angle brackets.
  public let bytes: [UInt8]
  /// Whether a byte over 127 is in it, so that SMTPUTF8 is needed (RFC 6531).
  public let needsUTF8: Bool

  /// RFC 5321 section 4.5.3.1.3 says 256; longer ones exist, but none of a thousand bytes.
  static let maximumLength = 1000

  /// Checks an address and quotes its local part where it must be quoted.
  ///
  /// - Throws: `WireError` with EX_DATAERR for control characters, an empty local part, or a domain that is none.
  public init(_ address: Address) throws(WireError) {
    var bytes: [UInt8] = []
    let local = Array(address.localPart.utf8)
    let domain = Array(address.domain.utf8)
    let shown = address.domain.isEmpty ? address.localPart : address.localPart + "@" + address.domain
    guard !local.isEmpty, local.count + domain.count < Self.maximumLength else {
      throw Self.malformed(shown, local.isEmpty ? "nothing before the @" : "too long")
    }
    guard !local.contains(where: Self.isControl), !domain.contains(where: Self.isControl) else {
      throw Self.malformed(shown, "control characters are not allowed")
    }
    if Self.isDotAtom(local) {
      bytes = local
    } else {
      bytes.append(UInt8(ascii: "\""))
      for byte in local {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
    if !domain.isEmpty {
      guard !domain.contains(where: Self.cannotBeInDomain) else { throw Self.malformed(shown, "malformed domain") }
      bytes.append(UInt8(ascii: "@"))
      bytes += domain
    }
    self.bytes = bytes
    needsUTF8 = bytes.contains { $0 >= 0x80 }
  }

  /// The path as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  private static func malformed(_ address: String, _ why: String) -> WireError {
    let clean = String(
      address.unicodeScalars.prefix(80).map { $0.value < 0x20 || $0.value == 0x7f ? "?" : Character($0) })
    return WireError("malformed address \(clean): \(why)", exitStatus: .dataError)
  }

  private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7f }

  private static func cannotBeInDomain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "@"), UInt8(ascii: "\""),
      UInt8(ascii: "\\"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: ";"):
      true
    default: false
    }
  }

  /// RFC 5321 Dot-string, with bytes over 127 as RFC 6531 allows.
  private static func isDotAtom(_ bytes: [UInt8]) -> Bool {
    var afterDot = true
    for byte in bytes {
      if byte == UInt8(ascii: ".") {
        if afterDot { return false }
        afterDot = true
        continue
      }
      guard isAtomByte(byte) else { return false }
      afterDot = false
    }
    return !afterDot
  }

  private static func isAtomByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      0x80...:
      true
    case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
      UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "/"),
      UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"),
      UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
