import MailBytes

/// Reads the fields of a part's header that say what the part is.
struct PartFieldReader {
  private let decoder: CharsetDecoder
  private let limits: MIMELimits

  init(charsets: any CharsetConverter, limits: MIMELimits) {
    decoder = CharsetDecoder(converter: charsets)
    self.limits = limits
  }

  /// What a header says: the part, and where its header ends.
  struct Reading {
    var part: Part
    var boundary: [UInt8]?
    var headerStart: Int
    var headerEnd: Int
    var bodyStart: Int
  }

  /// Reads the header block in a range of the message, which ends before the next boundary at the latest.
  func read(_ message: [UInt8], in range: Range<Int>, defaultType: String) -> Reading {
    let index = HeaderIndex.scan(message.span, in: range)
    var reading = Reading(
      part: Part(type: defaultType), headerStart: index.start, headerEnd: max(index.start, index.end),
      bodyStart: max(index.start, index.bodyStart))
    if let field = index.first(.contentType, in: message.span) {
      readType(message, value(field), into: &reading)
    }
    if let field = index.first(.contentTransferEncoding, in: message.span) {
      let value = Array(message[value(field)])
      reading.part.encodingLabel = ASCIIToken.first(in: value)
      reading.part.encoding = TransferEncoding(label: value)
    }
    if let field = index.first(.contentDisposition, in: message.span) {
      readDisposition(message, value(field), into: &reading.part)
    }
    if let field = index.first(.contentID, in: message.span) {
      reading.part.contentID = contentID(message, value(field))
    }
    if let field = index.first(.contentDescription, in: message.span) {
      let text = EncodedWord.decode(message, in: value(field), using: decoder)
      reading.part.description = FileName.display(String(decoding: text, as: UTF8.self))
    }
    return reading
  }

  /// The part of a field's value that is read: all but the excess of a hostile one.
  private func value(_ field: HeaderField) -> Range<Int> {
    let whole = field.value
    return whole.lowerBound..<min(whole.upperBound, whole.lowerBound + limits.fieldBytes)
  }

  // MARK: Content-Type

  private func readType(_ message: [UInt8], _ range: Range<Int>, into reading: inout Reading) {
    let (type, end) = mediaType(message, range)
    if let type { reading.part.type = type }
    let parameters = Parameters.parse(message, in: end..<range.upperBound, using: decoder)
    for item in parameters.items {
      switch item.name {
      case "charset": if reading.part.charset == nil { reading.part.charset = label(item.value) }
      case "boundary":
        if reading.boundary == nil { reading.boundary = trimmed(Array(item.value.utf8)) }
      case "name": if reading.part.fileName == nil { setName(item.value, of: &reading.part) }
      default:
        if reading.part.parameters.count < 16, item.value.utf8.count <= 1024 {
          reading.part.parameters.append(Part.Parameter(name: item.name, value: item.value))
        }
      }
    }
  }

  /// `type/subtype` in lower case, and where the parameters begin; nil when it is no media type.
  private func mediaType(_ message: [UInt8], _ range: Range<Int>) -> (type: String?, end: Int) {
    var position = skipFiller(message, from: range.lowerBound, to: range.upperBound)
    var type: [UInt8] = []
    var slashes = 0
    while position < range.upperBound {
      let byte = message[position]
      if ASCIIToken.isToken(byte) {
        if type.count < 255 { type.append(ASCIIToken.lower(byte)) }
        position += 1
      } else if byte == 0x2f {
        slashes += 1
        type.append(byte)
        position = CommentSkipper.skip(message, from: position + 1, to: range.upperBound)
      } else {
        let next = skipFiller(message, from: position, to: range.upperBound)
        guard next > position, next < range.upperBound, message[next] == 0x2f, slashes == 0 else { break }
        position = next
      }
    }
    guard slashes == 1, type.first != 0x2f, type.last != 0x2f else { return (nil, position) }
    return (String(decoding: type, as: UTF8.self), position)
  }

  /// Passes blanks, comments and the quotes some senders put around a type.
  private func skipFiller(_ message: [UInt8], from start: Int, to end: Int) -> Int {
    var position = start
    while position < end {
      let next = CommentSkipper.skip(message, from: position, to: end)
      guard next < end, message[next] == 0x22 || message[next] == 0x27 else { return next }
      position = next + 1
    }
    return end
  }

  private func label(_ value: String) -> String? {
    var label: [UInt8] = []
    for byte in value.utf8 where byte > 0x20 && byte != 0x22 && byte != 0x7f && label.count < 64 {
      label.append(ASCIIToken.lower(byte))
    }
    return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
  }

  private func trimmed(_ boundary: [UInt8]) -> [UInt8] {
    var boundary = boundary
    while boundary.last == 0x20 || boundary.last == 0x09 { boundary.removeLast() }
    return boundary
  }

  // MARK: Other fields

  private func readDisposition(_ message: [UInt8], _ range: Range<Int>, into part: inout Part) {
    let start = CommentSkipper.skip(message, from: range.lowerBound, to: range.upperBound)
    var end = start
    while end < range.upperBound, ASCIIToken.isToken(message[end]) { end += 1 }
    var isParameter = false
    let next = CommentSkipper.skip(message, from: end, to: range.upperBound)
    if next < range.upperBound, message[next] == 0x3d { isParameter = true }
    if !isParameter {
      let word = message[start..<min(end, start + 64)].map { ASCIIToken.lower($0) }
      if !word.isEmpty { part.disposition = String(decoding: word, as: UTF8.self) }
    }
    let parameters = Parameters.parse(message, in: (isParameter ? start : end)..<range.upperBound, using: decoder)
    if let name = parameters["filename"] { setName(name, of: &part) }
  }

  private func setName(_ name: String, of part: inout Part) {
    let shown = FileName.display(ofFile: name, limit: limits.nameCharacters)
    if !shown.isEmpty { part.fileName = shown }
  }

  private func contentID(_ message: [UInt8], _ range: Range<Int>) -> String? {
    let id = message[range].filter { $0 > 0x20 && $0 != 0x3c && $0 != 0x3e && $0 != 0x7f }.prefix(998)
    return id.isEmpty ? nil : String(decoding: id, as: UTF8.self)
  }
}
