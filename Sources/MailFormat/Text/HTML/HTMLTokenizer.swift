/// Splits HTML into tags and text in one pass, without building a tree.
///
/// Comments, doctypes and processing instructions are passed over, and so is the content of elements whose content is no
/// text: script, style and their like.
public struct HTMLTokenizer {
  private let bytes: [UInt8]
  private var position = 0
  /// An element whose raw content has to be skipped before the next token.
  private var skipping: String?

  /// Starts at the beginning of a UTF-8 document.
  public init(_ html: [UInt8]) { bytes = html }

  /// The next token, nil at the end.
  public mutating func next() -> HTMLToken? {
    if let name = skipping {
      skipping = nil
      skipRawText(of: name)
    }
    while position < bytes.count {
      guard bytes[position] == 0x3c, isMarkup(position + 1) else { return text() }
      if let token = markup() { return token }
    }
    return nil
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
    position += 1
    while position < bytes.count, bytes[position] != 0x3c { position += 1 }
    return .text(start..<position)
  }

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
    if position + 3 < bytes.count, bytes[position + 2] == 0x2d, bytes[position + 3] == 0x2d {
      var offset = position + 4
      while offset < bytes.count {
        let dash = index(of: 0x3e, from: offset)
        if dash >= bytes.count { break }
        if dash >= 2, bytes[dash - 1] == 0x2d, bytes[dash - 2] == 0x2d || dash <= position + 5 {
          position = dash + 1
          return
        }
        offset = dash + 1
      }
      // A comment that never ends hides nothing: its text is shown.
      position += 4
    } else {
      position = after(0x3e, from: position)
    }
  }

  private mutating func skipRawText(of name: String) {
    let wanted = Array(name.utf8)
    var offset = position
    while offset < bytes.count {
      let open = index(of: 0x3c, from: offset)
      if open >= bytes.count { break }
      if isEndTag(wanted, at: open) {
        position = after(0x3e, from: open)
        return
      }
      offset = open + 1
    }
    position = bytes.count
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
