/// Text of text/enriched (RFC 1896) and its forerunner text/richtext (RFC 1341).
enum EnrichedText {
  /// Takes the markup out: paragraphs filled, excerpts quoted, parameters dropped.
  static func render(_ text: [UInt8], isRichText: Bool, width: Int) -> [UInt8] {
    var layout = TextLayout(width: width)
    var verbatim: [UInt8] = []
    var unfilled = 0
    var hidden = 0
    var newlines = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == 0x3c {
        if !isRichText, index + 1 < text.count, text[index + 1] == 0x3c {
          breakLines(&newlines, in: &layout)
          add([0x3c], to: &layout, &verbatim, unfilled, hidden)
          index += 2
          continue
        }
        if let (name, end) = tag(text, at: index) {
          index = end
          breakLines(&newlines, in: &layout)
          apply(name, &layout, &verbatim, &unfilled, &hidden)
          continue
        }
      }
      if byte == 0x0a, unfilled == 0, !isRichText {
        newlines += 1
      } else {
        breakLines(&newlines, in: &layout)
        add([byte], to: &layout, &verbatim, unfilled, hidden)
      }
      index += 1
    }
    if !verbatim.isEmpty { layout.preformatted(verbatim) }
    return layout.finish()
  }

  /// One newline is a blank, n of them are n - 1 line ends.
  private static func breakLines(_ newlines: inout Int, in layout: inout TextLayout) {
    if newlines == 1 { layout.text([0x20]) }
    if newlines > 1 {
      for _ in 1..<min(newlines, 4) { layout.lineBreak() }
    }
    newlines = 0
  }

  private static func add(
    _ bytes: [UInt8], to layout: inout TextLayout, _ verbatim: inout [UInt8], _ unfilled: Int, _ hidden: Int
  ) {
    if hidden > 0 { return }
    if unfilled > 0 { verbatim += bytes } else { layout.text(bytes) }
  }

  private static func apply(
    _ name: String, _ layout: inout TextLayout, _ verbatim: inout [UInt8], _ unfilled: inout Int, _ hidden: inout Int
  ) {
    switch name {
    case "param", "comment": hidden += 1
    case "/param", "/comment": hidden = max(0, hidden - 1)
    case "nofill":
      layout.block(spaced: false)
      unfilled += 1
    case "/nofill":
      unfilled = max(0, unfilled - 1)
      if unfilled == 0 {
        layout.preformatted(verbatim)
        verbatim = []
      }
    case "excerpt": layout.push(first: Array("> ".utf8), rest: Array("> ".utf8))
    case "/excerpt": layout.pop()
    case "nl": layout.lineBreak()
    case "lt": layout.text([0x3c])
    case "np", "paragraph", "/paragraph": layout.block(spaced: true)
    default: break
    }
  }

  /// The name of a tag of at most 60 bytes, in lower case, and where it ends.
  private static func tag(_ text: [UInt8], at start: Int) -> (name: String, end: Int)? {
    var name: [UInt8] = []
    var index = start + 1
    while index < text.count, name.count <= 60 {
      let byte = ASCIIToken.lower(text[index])
      if byte == 0x3e { return name.isEmpty ? nil : (String(decoding: name, as: UTF8.self), index + 1) }
      guard byte >= 0x61 && byte <= 0x7a || byte >= 0x30 && byte <= 0x39 || byte == 0x2d || byte == 0x2f else {
        return nil
      }
      name.append(byte)
      index += 1
    }
    return nil
  }
}
