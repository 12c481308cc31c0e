/// Rewrites HTML into the small, bounded subset that decides about text, before the tree is built.
///
/// A tree builder keeps whatever it is given: 100,000 nested tags, 50 MB attributes, formatting elements that multiply.
/// So elements that do not shape text are left out, attributes but a few are dropped and cut, nesting ends at a depth, and
/// what a style hides is left out here, tag and text. A large document is handed out in pieces, so that only the tree of
/// one piece is in memory; what is open at a border is closed before it and opened again behind it.
public struct HTMLCleaner {
  /// The bounds of cleaning.
  public enum Bounds {
    /// How deep elements may nest; deeper tags are dropped and their text kept.
    public static let depth = 256
    /// How many bytes of an attribute value are kept.
    public static let attribute = 4096
    /// How many elements one piece has.
    public static let elements = 8000
    /// How many bytes of one piece are written before it ends at the next border of a tag.
    public static let piece = 256 << 10
  }

  private let html: [UInt8]
  private var tokens: HTMLTokenizer
  private var output: [UInt8] = []
  /// Names of the open elements that were passed on.
  private var open: [String] = []
  /// How many elements of the hidden one's name are open inside it, and the name.
  private var hidden: (name: String, depth: Int)?
  private var elements = 0

  /// Starts at the beginning of a UTF-8 document.
  public init(_ html: [UInt8]) {
    self.html = html
    tokens = HTMLTokenizer(html)
  }

  /// Rewrites a whole UTF-8 document.
  public static func clean(_ html: [UInt8]) -> [UInt8] {
    var cleaner = HTMLCleaner(html)
    var output: [UInt8] = []
    while let piece = cleaner.next() { output += piece }
    return output
  }

  /// The next piece, a document of its own; nil at the end.
  public mutating func next() -> [UInt8]? {
    output.removeAll(keepingCapacity: true)
    elements = 0
    reopen()
    let prologue = output.count
    while let token = tokens.next() {
      var isBorder = false
      switch token {
      case .text(let range): if hidden == nil { appendText(range) }
      case .start(let name, let attributes):
        start(name, attributes)
        // The content of an element may be skipped with its start: no piece ends here.
        continue
      case .end(let name):
        end(name)
        isBorder = Self.endsBlock(name)
      }
      let fill = max(output.count / (Bounds.piece / 16), elements / (Bounds.elements / 16))
      // A piece ends between two blocks, and anywhere when there is none for long.
      if fill >= 20 || fill >= 16 && isBorder { break }
    }
    return output.count > prologue ? output : nil
  }

  private static func endsBlock(_ name: String) -> Bool {
    switch name {
    case "tr", "table", "div", "p", "ul", "ol", "li", "blockquote": true
    default: false
    }
  }

  /// Opens again what shapes the text behind a border: not what would begin an item, a heading or a link anew.
  private mutating func reopen() {
    open.removeAll { name in
      switch name {
      case "li", "dd", "dt", "a", "p", "h1", "h2", "h3", "h4", "h5", "h6", "title", "head", "q", "sub", "sup": true
      default: false
      }
    }
    for name in open {
      output.append(0x3c)
      output += Array(name.utf8)
      output.append(0x3e)
    }
  }

  /// Passes text on; NUL bytes would confuse a C library.
  private mutating func appendText(_ range: Range<Int>) {
    for offset in range where html[offset] != 0 {
      if html[offset] == 0x3c { output += Array("&lt;".utf8) } else { output.append(html[offset]) }
    }
  }

  private mutating func start(_ name: String, _ range: Range<Int>) {
    let element = HTMLElement.named(name)
    if let outer = hidden {
      if outer.name == name, element.contains(.endsImplicitly), outer.depth == 1 {
        hidden = nil
      } else {
        if outer.name == name, !element.contains(.isVoid) { hidden = (name, outer.depth + 1) }
        return
      }
    }
    // A tag without attributes that shapes nothing is the commonest of all.
    if range.isEmpty, !element.contains(.shapesText) { return }
    var kept: [UInt8] = []
    var attributes = HTMLAttributes(html, in: range)
    var isHidden = false
    var count = 0
    while let (attribute, value) = attributes.next(limit: Bounds.attribute) {
      count += 1
      if count > 64 { break }
      if attribute == "hidden" || attribute == "style" && HTMLVisibility.hides(style: value) { isHidden = true }
      guard Self.isKept(attribute) else { continue }
      kept.append(0x20)
      kept += Array(attribute.utf8)
      kept += Array("=\"".utf8)
      for byte in value where byte != 0 {
        if byte == 0x22 { kept += Array("&quot;".utf8) } else { kept.append(byte) }
      }
      kept.append(0x22)
    }
    if isHidden, !element.contains(.isVoid), name != "html", name != "body" {
      hidden = (name, 1)
      return
    }
    guard !isHidden, element.contains(.shapesText) else { return }
    let isVoid = element.contains(.isVoid)
    closeImplied(before: name)
    guard isVoid || open.count < Bounds.depth else { return }
    elements += 1
    output.append(0x3c)
    output += Array(name.utf8)
    output += kept
    output.append(0x3e)
    if !isVoid { open.append(name) }
  }

  private mutating func end(_ name: String) {
    if let outer = hidden {
      if outer.name == name { hidden = outer.depth > 1 ? (name, outer.depth - 1) : nil }
      // A hidden paragraph or item without an end tag ends with what is around it.
      if hidden != nil, outer.name != name, HTMLElement.named(outer.name).contains(.endsImplicitly), open.last == name {
        hidden = nil
      }
      if hidden != nil || outer.name == name { return }
    }
    let element = HTMLElement.named(name)
    guard element.contains(.shapesText), !element.contains(.isVoid) else { return }
    let isTable = element.contains(.isTable)
    var index = open.count
    while index > 0 {
      index -= 1
      if open[index] == name { break }
      if !isTable, HTMLElement.named(open[index]).contains(.isScope) { return }
      if index == 0 { return }
    }
    close(downTo: index)
  }

  /// Closes the elements that a start tag ends without saying so.
  private mutating func closeImplied(before name: String) {
    switch name {
    case "li": closeLast(["li"], unlessInside: ["ul", "ol", "dir", "menu", "table", "td", "th"])
    case "td", "th": closeLast(["td", "th"], unlessInside: ["table"])
    case "tr": closeLast(["tr"], unlessInside: ["table"])
    case "tbody", "thead", "tfoot": closeLast(["tbody", "thead", "tfoot"], unlessInside: ["table"])
    case "dt", "dd": closeLast(["dt", "dd"], unlessInside: ["dl", "table", "td", "th"])
    case "a": closeLast(["a"], unlessInside: ["table", "td", "th"])
    case "br", "img", "q", "sub", "sup", "wbr": break
    default: closeLast(["p"], unlessInside: ["table", "td", "th", "div", "blockquote", "li", "ul", "ol", "center"])
    }
  }

  private mutating func closeLast(_ names: [String], unlessInside scopes: [String]) {
    var index = open.count
    while index > 0 {
      index -= 1
      if names.contains(open[index]) {
        close(downTo: index)
        return
      }
      if scopes.contains(open[index]) { return }
    }
  }

  /// Closes every open element from an index on by name, so that this count and the tree's never part.
  private mutating func close(downTo index: Int) {
    while open.count > index {
      let inner = open.removeLast()
      output += Array("</".utf8)
      output += Array(inner.utf8)
      output.append(0x3e)
    }
  }

  private static func isKept(_ attribute: String) -> Bool {
    switch attribute {
    case "href", "alt", "title", "colspan", "start", "type", "value", "align", "width", "height": true
    default: false
    }
  }
}
