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
    /// How many attributes of one tag are read.
    public static let attributes = 64
    /// How many elements of a document shape its text; the text of the rest is shown as it stands, behind a mark.
    public static let document = 150_000
    /// How many elements one piece has.
    public static let elements = 8000
    /// How many bytes of one piece are written before it ends at the next border of a tag.
    public static let piece = 256 << 10
  }

  private let html: [UInt8]
  private var tokens: HTMLTokenizer
  private let sheet: HTMLStyleSheet
  private var output: [UInt8] = []
  /// The open elements that were passed on, and last those that cannot be seen: what ends the ones ends the others.
  private var open: [(element: HTMLElement, name: String, isHidden: Bool)] = []
  private var veils = HTMLVeils()
  /// The elements of this piece, and those of all before it.
  private var elements = 0
  private var elementsBefore = 0

  /// Starts at the beginning of a UTF-8 document.
  public init(_ html: [UInt8]) {
    self.html = html
    tokens = HTMLTokenizer(html)
    sheet = HTMLStyleSheet(of: html)
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
    elementsBefore += elements
    elements = 0
    reopen()
    let prologue = output.count
    // A piece ends between two blocks, anywhere when there is none for long, and right behind a start tag only when
    // there is nothing else at all: what it begins would be lost.
    var limit = 20
    while fill < limit, let token = tokens.next() {
      limit = 20
      switch token {
      case .text(let range): if !veils.hidesText { appendText(range) }
      case .start(let name, let attributes):
        start(name, attributes)
        limit = 24
      case .end(let name):
        let element = HTMLElement.named(name)
        end(name, element)
        if !element.isDisjoint(with: .blocks) { limit = 16 }
      }
    }
    return output.count > prologue ? output : nil
  }

  /// How full the piece is, in sixteenths.
  private var fill: Int { max(output.count / (Bounds.piece / 16), elements / (Bounds.elements / 16)) }

  /// Whether tags no longer shape the text, since there were too many of them.
  private var isFlat: Bool { elementsBefore + elements > Bounds.document }

  /// Opens again what shapes the text behind a border: not what would begin an item, a heading or a link anew.
  private mutating func reopen() {
    for index in open.indices.reversed()
    where !open[index].isHidden && !open[index].element.isDisjoint(with: .notReopened) {
      open.remove(at: index)
      veils.forget(index)
    }
    for (_, name, isHidden) in open where !isHidden { output += Array("<\(name)>".utf8) }
  }

  /// Passes text on; NUL bytes would confuse a C library.
  private mutating func appendText(_ range: Range<Int>) {
    for offset in range where html[offset] != 0 {
      if html[offset] == 0x3c { output += Array("&lt;".utf8) } else { output.append(html[offset]) }
    }
  }

  // MARK: Tags

  /// What the attributes of one tag come to.
  private struct Tag {
    var kept: [UInt8] = []
    var isHidden = false
    var style: HTMLVisibility?
    var classes: [UInt8] = []
    var id: [UInt8] = []
  }

  private mutating func start(_ name: String, _ range: Range<Int>) {
    let element = HTMLElement.named(name)
    let shapes = !element.isDisjoint(with: .shapingText)
    veils.start(name, element)
    forgetHidden()
    if veils.hidesAll {
      guard shapes else { return }
      // This may be the end of what is hidden, or of what is around it.
      closeImplied(before: element)
      if veils.hidesAll {
        if open.count < Bounds.depth, element.isDisjoint(with: .void) { open.append((element, name, true)) }
        return
      }
    }
    // A tag without attributes that shapes nothing is the commonest of all.
    if range.isEmpty, sheet.isEmpty, !shapes { return }
    let tag = read(range)
    var visibility = sheet.isEmpty ? HTMLVisibility() : sheet.visibility(of: name, classes: tag.classes, id: tag.id)
    if let style = tag.style { visibility.add(style) }
    let hidesAll = tag.isHidden || visibility.hidesAll
    let reasons = visibility.reasons(inheriting: veils.reasons)
    let isVoid = !element.isDisjoint(with: .void)
    if isVoid, hidesAll || reasons.contains(.notVisible) { return }
    if shapes { closeImplied(before: element) }
    let isPassed = shapes && !hidesAll && !isFlat && (isVoid || open.count < Bounds.depth)
    if !isVoid, name != "html", name != "body" {
      let home = isPassed || hidesAll ? open.count : open.count - 1
      veils.add(name, element, reasons, hidesAll: hidesAll, home: home)
      if veils.hidesAll { open.append((element, name, true)) }
    }
    if isPassed {
      pass(name, element, tag.kept, isVoid: isVoid)
    } else if isFlat, shapes, element.isDisjoint(with: .inline) {
      output.append(0x20)
    }
  }

  private mutating func pass(_ name: String, _ element: HTMLElement, _ attributes: [UInt8], isVoid: Bool) {
    elements += 1
    if isFlat {
      output += Array("<p>[-- Too many elements: the rest is shown without its layout --]</p>".utf8)
      return
    }
    output.append(0x3c)
    output += Array(name.utf8)
    output += attributes
    output.append(0x3e)
    if !isVoid { open.append((element, name, false)) }
  }

  private func read(_ range: Range<Int>) -> Tag {
    var tag = Tag()
    var attributes = HTMLAttributes(html, in: range)
    var count = 0
    while count < Bounds.attributes, let (attribute, value) = attributes.next(limit: Bounds.attribute) {
      count += 1
      switch attribute {
      case "hidden": tag.isHidden = true
      case "style": if tag.style == nil { tag.style = HTMLVisibility(style: value[...]) }
      case "class": tag.classes = value
      case "id": tag.id = value
      case "href", "alt", "title", "colspan", "start", "type", "value", "align", "width", "height":
        tag.kept.append(0x20)
        tag.kept += Array(attribute.utf8)
        tag.kept += Array("=\"".utf8)
        for byte in value where byte != 0 {
          if byte == 0x22 { tag.kept += Array("&quot;".utf8) } else { tag.kept.append(byte) }
        }
        tag.kept.append(0x22)
      default: break
      }
    }
    return tag
  }

  private mutating func end(_ name: String, _ element: HTMLElement) {
    let isOfHidden = veils.end(name, element)
    forgetHidden()
    if isOfHidden, !veils.hidesAll { return }
    guard !element.isDisjoint(with: .shapingText), element.isDisjoint(with: .void) else { return }
    let isTable = !element.isDisjoint(with: .tableParts)
    var index = open.count
    while index > 0 {
      index -= 1
      // What is hidden ends with its own last end tag: this one is of something inside.
      if isOfHidden, index == 0 || !open[index - 1].isHidden { return }
      if open[index].element == element { return close(downTo: index) }
      if !isTable, !open[index].element.isDisjoint(with: .scopes) { return }
    }
  }

  /// Closes the elements that a start tag ends without saying so.
  private mutating func closeImplied(before element: HTMLElement) {
    guard let (ended, inside) = element.implied else { return }
    var index = open.count
    while index > 0 {
      index -= 1
      if !open[index].element.isDisjoint(with: ended) { return close(downTo: index) }
      if !open[index].element.isDisjoint(with: inside) { return }
    }
  }

  /// Closes every open element from an index on by name, so that this count and the tree's never part.
  private mutating func close(downTo index: Int) {
    while open.count > index {
      let (_, name, isHidden) = open.removeLast()
      if !isHidden { output += Array("</\(name)>".utf8) }
    }
    veils.close(downTo: index)
  }

  /// Drops the hidden elements once their veil is lifted.
  private mutating func forgetHidden() {
    while !veils.hidesAll, open.last?.isHidden == true { open.removeLast() }
  }
}
