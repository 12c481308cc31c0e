import MailBytes
import MailFormat

/// A complete MIME message of `-t`: sent as it is, with what every message needs where it lacks that, and without Bcc.
struct VerbatimMessage {
  let draft: Draft
  let composition: Composition
  let options: BuildOptions

  /// The message: the builder's header without its MIME fields, then the writer's own, then the text, of
  /// which only that is changed that cannot travel.
  func make() throws -> OutgoingMessage {
    var bare = draft
    bare.body = .empty
    bare.attachments = []
    bare.fields = []
    var head: [UInt8] = []
    for segment in try MessageBuilder.build(bare, options: options).segments {
      if case .text(let bytes) = segment { head += bytes }
    }
    var fields: [UInt8] = []
    var written = HeaderWriter(allowsUTF8: options.allowsUTF8Headers)
    let own = composition.fields.map { ASCIIName.lowered($0.name) }
    for field in Self.fields(of: head) {
      let name = ASCIIName.lowered(field.name)
      if name.hasPrefix("content-") || name == "mime-version" || own.contains(name) { continue }
      fields += field.bytes
    }
    for field in composition.fields {
      if ASCIIName.equal(field.name, "Bcc") || ASCIIName.equal(field.name, "Resent-Bcc") { continue }
      try written.written(field.name, field.value)
    }
    fields += written.bytes
    let hasUTF8 = fields.contains { $0 >= 0x80 }
    let bytes = try composition.text()
    var tally = ContentTally()
    tally.add(bytes.span)
    let inSevenBits = options.isSevenBit
    guard MultipartMender.canTravel(tally, inSevenBits: inSevenBits) else {
      let whole = try MultipartMender.mended(message: fields + [0x0a] + bytes, inSevenBits: inSevenBits)
      return OutgoingMessage(
        segments: [.text(whole)], needs8Bit: whole.contains { $0 >= 0x80 }, needsUTF8Headers: hasUTF8)
    }
    return OutgoingMessage(
      segments: [.text(fields + [0x0a]), .file(SpooledContent(composition.body), .identity)],
      needs8Bit: !tally.isASCII || hasUTF8, needsUTF8Headers: hasUTF8)
  }

  /// The fields of a header, folded lines with them.
  static func fields(of head: [UInt8]) -> [(name: String, bytes: [UInt8])] {
    var result: [(name: String, bytes: [UInt8])] = []
    var index = 0
    while index < head.count {
      let end = head[index...].firstIndex(of: 0x0a) ?? head.count - 1
      let line = Array(head[index...end])
      index = end + 1
      if line.first == 0x0a { break }
      if line.first == 0x20 || line.first == 0x09, !result.isEmpty {
        result[result.count - 1].bytes += line
      } else {
        let name = String(decoding: line.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
        result.append((name: name, bytes: line))
      }
    }
    return result
  }
}
