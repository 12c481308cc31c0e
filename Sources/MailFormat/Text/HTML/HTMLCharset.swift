/// The charset an HTML document states about itself, for parts without a label.
enum HTMLCharset {
  private static let searched = 4096

  /// The value behind `charset=` in a meta tag near the beginning.
  static func declared(in html: [UInt8]) -> String? {
    let head = html.prefix(searched).map { ASCIIToken.lower($0) }
    let wanted = Array("charset".utf8)
    var index = 0
    while index + wanted.count < head.count {
      guard head[index] == 0x63, head[index...].starts(with: wanted) else {
        index += 1
        continue
      }
      index += wanted.count
      while index < head.count, head[index] == 0x20 { index += 1 }
      guard index < head.count, head[index] == 0x3d else { continue }
      index += 1
      while index < head.count, head[index] == 0x20 || head[index] == 0x22 || head[index] == 0x27 { index += 1 }
      let label = head[index...].prefix { ASCIIToken.isToken($0) && $0 != 0x27 }.prefix(64)
      guard !label.isEmpty else { continue }
      let name = String(decoding: label, as: UTF8.self)
      // The tag was read as ASCII, so the document cannot be in a charset of two-byte units.
      return name.hasPrefix("utf-16") || name.hasPrefix("utf-32") ? "utf-8" : name
    }
    return nil
  }
}
