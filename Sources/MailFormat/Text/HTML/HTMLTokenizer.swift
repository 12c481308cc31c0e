import MailBytes

/// Splits HTML into tags and text in one pass, without building a tree.
///
/// Comments, doctypes and processing instructions are passed over, and so is the content of elements whose content is no
/// text: script, style and their like.
public struct HTMLTokenizer {
  private let bytes: [UInt8]
  private var position = 0
  /// An element whose raw content has to be skipped before the next token.
  private var skipping: String?
  /// Whether a search for the end of a comment ran to the end of the document: no later one has to.
  private var hasNoCommentEnd = false

  /// How many bytes one token of text has at most.
  static let textBytes = 64 << 10

  /// Starts at the beginning of a UTF-8 document.
  public init(_ html: [UInt8]) { bytes = html }

  /// The next token, nil at the end.
  public mutating func next() -> HTMLToken? {
    _ = rawText()
    while position < bytes.count {
      guard bytes[position] == 0x3c, isMarkup(position + 1) else { return text() }
      if let token = markup() { return token }
    }
    return nil
  }

  /// Passes over the content of the element whose start was the last token, where that is no text.
  mutating func rawText() -> Range<Int> {
    guard let name = skipping else { return position..<position }
    skipping = nil
    return skipRawText(of: name)
  }

  /// Whether what follows a `<` makes it markup; a lone `<` is text.
  private func isMarkup(_ offset: Int) -> Bool {
    guard offset < bytes.count else { return false }
    let byte = bytes[offset]
    if byte == 0x21 || byte == 0x3f { return true }
    if byte == 0x2f { return offset + 1 < bytes.count }
    return isLetter(byte)
  }

  private mutating func text() -> HTMLToken {
    let start = position
    let limit = min(start + Self.textBytes, bytes.count)
    let end = Kernels.firstIndex(of: 0x3c, in: bytes.span.extracting(0..<limit), from: start + 1) ?? limit
    position = end < bytes.count && end == limit && bytes[end] != 0x3c ? cut(start..<end) : end
    return .text(start..<position)
  }

  /// Where a long text is cut in two: behind a blank; else neither in a character nor in an entity.
  private func cut(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    let middle = range.lowerBound + range.count / 2
    while end > middle, !isSpace(bytes[end - 1]) { end -= 1 }
    if end > middle { return end }
    end = range.upperBound
    while end > middle, bytes[end] & 0xc0 == 0x80 { end -= 1 }
    let entity = bytes[(end - Self.entityBytes)..<end].lastIndex(of: 0x26)
    return entity ?? end
  }

  private static let entityBytes = 40

  private mutating func markup() -> HTMLToken? {
    let second = bytes[position + 1]
    if second == 0x21 {
      skipDeclaration()
      return nil
    }
    if second == 0x3f || (second == 0x2f && !isLetter(bytes[position + 2 < bytes.count ? position + 2 : position])) {
      position = after(0x3e, from: position)
      return nil
    }
    let isEnd = second == 0x2f
    let nameStart = position + (isEnd ? 2 : 1)
    var nameEnd = nameStart
    while nameEnd < bytes.count, !isSpace(bytes[nameEnd]), bytes[nameEnd] != 0x2f, bytes[nameEnd] != 0x3e {
      nameEnd += 1
    }
    let name = lowercased(nameStart..<min(nameEnd, nameStart + Self.nameBytes))
    let end = tagEnd(from: nameEnd)
    position = min(end + 1, bytes.count)
    if isEnd { return .end(name: name) }
    if Self.isRawText(name) { skipping = name }
    return .start(name: name, attributes: nameEnd..<end)
  }

  private static let nameBytes = 64

  private static func isRawText(_ name: String) -> Bool {
    switch name {
    case "script", "style", "iframe", "noembed", "noframes", "object", "svg", "math", "template": true
    default: false
    }
  }

  /// The offset of the `>` that ends a tag, quotes respected; the end of the document without one.
  private func tagEnd(from start: Int) -> Int {
    var offset = start
    var afterEquals = false
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x3e { return offset }
      if afterEquals, byte == 0x22 || byte == 0x27 {
        let close = index(of: byte, from: offset + 1)
        // A quote that never closes would swallow the rest of the document.
        guard close < bytes.count else { return index(of: 0x3e, from: offset + 1) }
        offset = close
        afterEquals = false
      } else if byte == 0x3d {
        afterEquals = true
      } else if !isSpace(byte) {
        afterEquals = false
      }
      offset += 1
    }
    return bytes.count
  }

  private mutating func skipDeclaration() {
    guard position + 3 < bytes.count, bytes[position + 2] == 0x2d, bytes[position + 3] == 0x2d else {
      position = after(0x3e, from: position)
      return
    }
    // A comment that never ends hides nothing: its text is shown.
    position = commentEnd(from: position + 4) ?? position + 4
  }

  /// The offset behind the comment whose content starts here: `-->`, `--!>`, or at once `>` or `->`.
  private mutating func commentEnd(from start: Int) -> Int? {
    if start < bytes.count, bytes[start] == 0x3e { return start + 1 }
    if start + 1 < bytes.count, bytes[start] == 0x2d, bytes[start + 1] == 0x3e { return start + 2 }
    if hasNoCommentEnd { return nil }
    var offset = start
    while true {
      let close = index(of: 0x3e, from: offset)
      if close >= bytes.count { break }
      let dashes = close > start && bytes[close - 1] == 0x21 ? close - 1 : close
      if dashes >= start + 2, bytes[dashes - 1] == 0x2d, bytes[dashes - 2] == 0x2d { return close + 1 }
      offset = close + 1
    }
    hasNoCommentEnd = true
    return nil
  }

  private mutating func skipRawText(of name: String) -> Range<Int> {
    let wanted = Array(name.utf8)
    let start = position
    var offset = position
    while offset < bytes.count {
      let open = index(of: 0x3c, from: offset)
      if open >= bytes.count { break }
      if isEndTag(wanted, at: open) {
        position = after(0x3e, from: open)
        return start..<open
      }
      offset = open + 1
    }
    position = bytes.count
    return start..<position
  }

  private func isEndTag(_ name: [UInt8], at open: Int) -> Bool {
    guard open + 2 + name.count <= bytes.count, bytes[open + 1] == 0x2f else { return false }
    for offset in name.indices where ASCIIToken.lower(bytes[open + 2 + offset]) != name[offset] { return false }
    return true
  }

  private func index(of byte: UInt8, from start: Int) -> Int {
    let span = bytes.span
    var offset = start
    while offset < span.count, span[offset] != byte { offset += 1 }
    return min(offset, span.count)
  }

  private func after(_ byte: UInt8, from start: Int) -> Int { min(index(of: byte, from: start) + 1, bytes.count) }

  private func lowercased(_ range: Range<Int>) -> String {
    var name: [UInt8] = []
    for offset in range { name.append(ASCIIToken.lower(bytes[offset])) }
    return String(decoding: name, as: UTF8.self)
  }

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0d }
}
