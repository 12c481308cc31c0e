/// A pin: the digest of the one certificate that is accepted, as `AB:CD:...` with or without a digest's name before it.
struct Fingerprint: Equatable {
  /// The digest's name for OpenSSL.
  let digest: String
  private let hex: [UInt8]

  /// Reads `SHA256=AB:CD:...`, `sha256:abcd...`, `ab cd ...`; the digest follows from the length where it is not named.
  init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    var named: String?
    for name in ["SHA256", "SHA384", "SHA512", "SHA1", "SHA-256", "SHA-384", "SHA-512", "SHA-1"] {
      let bytes = Array(name.utf8)
      guard rest.count > bytes.count, rest.prefix(bytes.count).map(Self.upper) == bytes else { continue }
      let separator = rest[rest.startIndex + bytes.count]
      guard separator == UInt8(ascii: ":") || separator == UInt8(ascii: "=") || separator == 32 else { continue }
      named = String(decoding: bytes.filter { $0 != UInt8(ascii: "-") }, as: UTF8.self)
      rest = rest.dropFirst(bytes.count + 1)
      break
    }
    var hex: [UInt8] = []
    for byte in rest where byte != UInt8(ascii: ":") && byte != 32 {
      let letter = Self.upper(byte)
      guard (0x30...0x39).contains(letter) || (0x41...0x46).contains(letter) else { return nil }
      hex.append(letter)
    }
    let implied: [Int: String] = [40: "SHA1", 64: "SHA256", 96: "SHA384", 128: "SHA512"]
    guard let digest = implied[hex.count], named == nil || named == digest else { return nil }
    self.digest = digest
    self.hex = hex
  }

  /// The pin as it is shown.
  var text: String {
    var pairs: [String] = []
    for index in stride(from: 0, to: hex.count, by: 2) {
      pairs.append(String(decoding: hex[index..<index + 2], as: UTF8.self))
    }
    return pairs.joined(separator: ":")
  }

  /// Whether it is the fingerprint shown.
  func matches(_ shown: String) -> Bool { text == shown }

  /// Bytes as `AB:CD:...`.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    return bytes.map { String(decoding: [digits[Int($0 >> 4)], digits[Int($0 & 15)]], as: UTF8.self) }
      .joined(separator: ":")
  }

  private static func upper(_ byte: UInt8) -> UInt8 { (0x61...0x7a).contains(byte) ? byte - 32 : byte }
}
