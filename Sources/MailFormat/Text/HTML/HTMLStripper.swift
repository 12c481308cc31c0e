/// HTML as plain text without a parser, the way out where libgumbo is missing: tags out, lines where blocks begin.
public enum HTMLStripper {
  /// Turns a UTF-8 document into text of lines of the given width.
  public static func strip(_ html: [UInt8], width: Int) -> [UInt8] {
    var layout = TextLayout(width: width)
    var cleaner = HTMLCleaner(html)
    while let piece = cleaner.next() { add(piece, to: &layout) }
    return layout.finish()
  }

  /// Adds the text of one cleaned piece.
  private static func add(_ cleaned: [UInt8], to layout: inout TextLayout) {
    var tokens = HTMLTokenizer(cleaned)
    var isTitle = false
    while let token = tokens.next() {
      switch token {
      case .text(let range): if !isTitle { layout.text(HTMLEntity.decode(cleaned, in: range)) }
      case .start(let name, let range):
        if name == "title" { isTitle = true }
        start(name, HTMLAttributes(cleaned, in: range), in: &layout)
      case .end(let name):
        if name == "title" { isTitle = false }
        end(name, in: &layout)
      }
    }
  }

  private static func start(_ name: String, _ attributes: HTMLAttributes, in layout: inout TextLayout) {
    switch name {
    case "br": layout.lineBreak()
    case "li":
      layout.block(spaced: false)
      layout.text([0x2a, 0x20])
    case "td", "th": layout.text([0x20])
    case "hr": layout.rule(0x2d)
    case "blockquote":
      layout.block(spaced: true)
      layout.push(first: [0x3e, 0x20], rest: [0x3e, 0x20])
    case "img":
      var attributes = attributes
      while let (attribute, value) = attributes.next(limit: 512) {
        guard attribute == "alt", !value.isEmpty else { continue }
        layout.text([0x5b] + HTMLEntity.decode(value, in: 0..<value.count) + [0x5d])
      }
    case "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "pre": layout.block(spaced: true)
    case "div", "tr", "center", "section", "article", "header", "footer", "dt", "dd", "form", "address":
      layout.block(spaced: false)
    default: break
    }
  }

  private static func end(_ name: String, in layout: inout TextLayout) {
    switch name {
    case "blockquote":
      layout.pop()
      layout.block(spaced: true)
    case "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "pre": layout.block(spaced: true)
    case "div", "tr", "center", "section", "article", "header", "footer", "li", "dt", "dd", "form", "address":
      layout.block(spaced: false)
    default: break
    }
  }
}
