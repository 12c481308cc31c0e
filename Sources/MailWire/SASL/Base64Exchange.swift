import MailBytes

/// SASL messages as SMTP, POP3 and IMAP carry them: base64 on a line (RFC 4954, 5034, 3501).
public enum Base64Exchange {
  /// A response for a line of its own.
  public static func encode(_ response: [UInt8]) -> [UInt8] { Base64.encode(response) }

  /// A response behind the mechanism's name; an empty one is `=`.
  public static func encodeInitial(_ response: [UInt8]) -> [UInt8] {
    response.isEmpty ? [UInt8(ascii: "=")] : encode(response)
  }

  /// A challenge; nil when it is not base64.
  public static func decode(_ challenge: ArraySlice<UInt8>) -> [UInt8]? {
    var challenge = challenge
    while let last = challenge.last, last == 32 || last == 13 { challenge.removeLast() }
    while challenge.first == 32 { challenge.removeFirst() }
    if challenge.isEmpty || challenge.elementsEqual([UInt8(ascii: "=")]) { return [] }
    return strictlyDecoded(challenge)
  }

  private static func strictlyDecoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var held = 0
    var padding = 0
    for byte in text {
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let value = sextet(byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      held += 6
      if held >= 8 {
        held -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      }
    }
    return padding <= 2 ? result : nil
  }

  private static func sextet(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
