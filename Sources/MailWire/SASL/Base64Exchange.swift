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
    return Base64.decodeStrictly(challenge.span)
  }
}
