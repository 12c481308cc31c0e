import MailBytes

/// Reads the structure of a message in one pass over its lines.
struct PartTreeBuilder {
  let message: [UInt8]
  let charsets: any CharsetConverter
  let limits: MIMELimits

  mutating func build() -> PartTree {
    var root = Part(type: "text/plain")
    root.body = 0..<message.count
    return PartTree(parts: [root], marks: [])
  }
}
