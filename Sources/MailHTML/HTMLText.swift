import CGumbo

/// Text of a tree, made fit for a layout.
enum HTMLText {
  /// Bytes of a text node: no-break spaces become blanks, characters that only pad are left out.
  static func bytes(of text: String) -> [UInt8] {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return Array(text.utf8) }
    var kept: [UInt8] = []
    kept.reserveCapacity(text.utf8.count)
    var before: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xa0, 0x2007, 0x202f: kept.append(0x20)
      case 0xad, 0x34f, 0x200b, 0x2060...0x2064, 0xfeff: continue
      case 0x200c, 0x200d, 0x200e, 0x200f: if before.value > 0xa0 { kept += Array(UTF8.encode(scalar) ?? .init()) }
      default: kept += Array(UTF8.encode(scalar) ?? .init())
      }
      before = scalar
    }
    return kept
  }

  /// Words with one blank between them.
  static func collapsed(_ bytes: [UInt8]) -> [UInt8] {
    var words: [UInt8] = []
    for word in bytes.split(whereSeparator: { $0 == 0x20 || $0 >= 0x09 && $0 <= 0x0d }) {
      if !words.isEmpty { words.append(0x20) }
      words += word
    }
    return words
  }

  /// The first bytes of the text below a node, with a mark for images.
  static func content(of root: HTMLNode, limit: Int) -> [UInt8] {
    var found: [UInt8] = []
    var steps: [(node: HTMLNode, child: Int)] = [(root, 0)]
    while let (node, child) = steps.last, found.count < limit {
      guard let next = node.child(child) else {
        steps.removeLast()
        continue
      }
      steps[steps.count - 1].child += 1
      switch next.kind {
      case .element:
        if next.tag == GUMBO_TAG_IMG { found += Array("[image]".utf8) }
        steps.append((next, 0))
      case .text: found += next.text
      case .other: break
      }
    }
    return collapsed(found)
  }
}
