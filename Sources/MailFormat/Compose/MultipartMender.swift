public import MailBytes

/// A multipart or a message that somebody else made: what cannot travel in it is encoded inside its part, all else stays as
/// it is.
public struct MultipartMender {
  /// The longest line that may go out (RFC 5322 section 2.1.1).
  private static let longestLine = PartPlan.longestLine
  /// More is not looked into.
  private static let limit = 256 << 20

  /// Whether content can go out as it stands.
  public static func canTravel(_ tally: ContentTally, inSevenBits: Bool = false) -> Bool {
    tally.nulCount == 0 && (tally.isASCII || !inSevenBits) && tally.longestLine <= longestLine
      && tally.carriageReturnCount == tally.lineEndPairCount
  }

  /// The content with those parts encoded that cannot travel.
  ///
  /// - Parameter type: the Content-Type of the whole, with its boundary.
  static func mended(_ content: [UInt8], type: String, inSevenBits: Bool) throws(ComposeError) -> [UInt8] {
    guard content.count <= limit else { throw refusal("it is too large") }
    let head = Array("Content-Type: ".utf8) + Array(type.utf8).filter { $0 != 0x0a && $0 != 0x0d } + [0x0a, 0x0a]
    return try mended(message: head + content, from: head.count, inSevenBits: inSevenBits)
  }

  /// A complete message with those parts encoded that cannot travel.
  ///
  /// - Throws: where something outside of them cannot.
  public static func mended(message: [UInt8], inSevenBits: Bool = false) throws(ComposeError) -> [UInt8] {
    guard message.count <= limit else { throw refusal("it is too large") }
    return try mended(message: message, from: 0, inSevenBits: inSevenBits)
  }

  /// The message behind its first bytes; without any of those the header is part of it.
  private static func mended(
    message: [UInt8], from start: Int, inSevenBits: Bool
  ) throws(ComposeError) -> [UInt8] {
    let tree = PartTree(message: message, charsets: NoTables())
    guard let root = tree.parts.first, root.kind == .multipart || start == 0 else {
      throw refusal("it has no parts, for the boundary of its type does not occur in it")
    }
    var output: [UInt8] = []
    output.reserveCapacity(message.count + message.count / 8)
    var position = start
    for part in tree.parts where part.kind == .leaf && (part.depth > 0 || start == 0) {
      let body = Array(message[part.body])
      if canTravel(tally(of: body), inSevenBits: inSevenBits) { continue }
      guard !isSealed(part, in: tree) else {
        throw refusal("a signature or an encryption holds for the bytes as they are, and some of them cannot travel")
      }
      output += message[position..<part.header.lowerBound]
      output += try encoded(part, body, in: message)
      position = part.body.upperBound
    }
    output += message[position...]
    guard canTravel(tally(of: output), inSevenBits: inSevenBits) else {
      throw refusal("outside of its parts there is a NUL, a lone carriage return or a line over \(longestLine) bytes")
    }
    return output
  }

  /// Whether a part lies in one that must arrive byte for byte (RFC 1847 section 2.1).
  private static func isSealed(_ part: Part, in tree: PartTree) -> Bool {
    var above = part.parent
    while let index = above {
      if ["multipart/signed", "multipart/encrypted"].contains(tree.parts[index].type) { return true }
      above = tree.parts[index].parent
    }
    return false
  }

  private static func tally(of bytes: [UInt8]) -> ContentTally {
    var tally = ContentTally()
    tally.add(bytes.span)
    return tally
  }

  /// A part in an encoding that carries everything.
  ///
  /// The line end in front of a boundary belongs to the boundary, so none is left behind the content.
  private static func encoded(_ part: Part, _ body: [UInt8], in message: [UInt8]) throws(ComposeError) -> [UInt8] {
    if part.isText, part.encoding == .identity {
      var text = QuotedPrintable.encode(body)
      if body.last != 0x0a, text.suffix(2) == [0x3d, 0x0a] { text.removeLast(2) }
      return header(of: part, in: message, encoding: "quoted-printable") + text
    }
    let content = try decoded(body, part)
    var lines = Base64.encodeLines(content.span)
    if lines.last == 0x0a { lines.removeLast() }
    return header(of: part, in: message, encoding: "base64") + lines
  }

  private static func refusal(_ why: String) -> ComposeError {
    ComposeError(
      .structure, "the text with its parts cannot be sent as it is: \(why)",
      hint: "Keep its lines under \(longestLine + 1) bytes, or attach the files with -a and leave the parts to mail.")
  }

  /// The content of a part without its encoding.
  private static func decoded(_ body: [UInt8], _ part: Part) throws(ComposeError) -> [UInt8] {
    switch part.encoding {
    case .identity: return body
    case .base64: return Base64.decode(body)
    case .quotedPrintable: return QuotedPrintable.decode(body)
    default: throw refusal("a part is encoded in a way that is not known")
    }
  }

  /// The header of a part with another encoding named in it, and the empty line.
  private static func header(of part: Part, in message: [UInt8], encoding: String) -> [UInt8] {
    let old = [UInt8](message[part.header])
    let block = HeaderBlock(old)
    var output: [UInt8] = []
    for field in block.fields where HeaderFieldName(block.name(of: field)) != .contentTransferEncoding {
      output += [UInt8](block.name(of: field)) + [0x3a] + [UInt8](block.raw(field))
      if output.last != 0x0a { output.append(0x0a) }
    }
    return output + Array("Content-Transfer-Encoding: \(encoding)\n\n".utf8)
  }
}

/// Names and descriptions of parts are not read here.
private final class NoTables: CharsetConverter {
  func decode(_ bytes: [UInt8], from charset: String) -> [UInt8]? { nil }
  func encode(_ text: [UInt8], to charset: String) -> [UInt8]? { nil }
}
