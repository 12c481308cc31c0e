import CGumbo
import MailFormat

/// Walks a tree of elements in a loop and tells a layout what begins and ends.
struct HTMLWalker {
  private var layouts: [TextLayout]
  private var links = LinkTable()
  private var lists: [ListState] = []
  private var tables: [TableState] = []
  private var preDepth = 0
  private var preText: [UInt8] = []

  /// A list that is open: the next number, nil for bullets.
  private struct ListState {
    var next: Int?
  }

  /// A table that is open, and the rows collected when it is set in columns.
  private struct TableState {
    let isGrid: Bool
    var rows: [[[UInt8]]] = []
  }

  init(width: Int) { layouts = [TextLayout(width: width)] }

  private var top: Int { layouts.count - 1 }

  /// Visits every node below one, in order.
  mutating func walk(_ root: HTMLNode) {
    var steps: [(node: HTMLNode, child: Int)] = [(root, 0)]
    while let (node, child) = steps.last {
      guard let next = node.child(child) else {
        steps.removeLast()
        leave(node)
        continue
      }
      steps[steps.count - 1].child += 1
      switch next.kind {
      case .element:
        if next.tag == GUMBO_TAG_HEAD { continue }
        enter(next)
        steps.append((next, 0))
      case .text: addText(next.text)
      case .other: break
      }
    }
  }

  /// The finished text with the targets of its links.
  mutating func finish() -> [UInt8] {
    while layouts.count > 1 {
      let inner = layouts[top].finish()
      layouts.removeLast()
      layouts[top].preformatted(inner)
    }
    var text = layouts[0].finish()
    guard !links.targets.isEmpty else { return text }
    text.append(0x0a)
    for (index, target) in links.targets.enumerated() {
      text += Array("[\(index + 1)] ".utf8)
      text += target
      text.append(0x0a)
    }
    return text
  }

  private mutating func addText(_ text: [UInt8]) {
    if preDepth > 0 { preText += text } else { layouts[top].text(text) }
  }

  // MARK: Elements

  private mutating func enter(_ node: HTMLNode) {
    let tag = node.tag
    if preDepth > 0 {
      switch tag {
      case GUMBO_TAG_BR: preText.append(0x0a)
      case GUMBO_TAG_PRE: preDepth += 1
      case GUMBO_TAG_IMG: addImage(node)
      default: break
      }
      return
    }
    switch tag {
    case GUMBO_TAG_BR: layouts[top].lineBreak()
    case GUMBO_TAG_HR:
      layouts[top].block(spaced: true)
      layouts[top].rule(0x2d)
      layouts[top].block(spaced: true)
    case GUMBO_TAG_IMG: addImage(node)
    case GUMBO_TAG_PRE:
      layouts[top].block(spaced: true)
      preDepth = 1
    case GUMBO_TAG_BLOCKQUOTE:
      layouts[top].block(spaced: true)
      layouts[top].push(first: Array("> ".utf8), rest: Array("> ".utf8))
    case GUMBO_TAG_UL, GUMBO_TAG_DIR, GUMBO_TAG_MENU:
      layouts[top].block(spaced: lists.isEmpty)
      lists.append(ListState(next: nil))
    case GUMBO_TAG_OL:
      layouts[top].block(spaced: lists.isEmpty)
      let start = node.attribute("start").flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 1
      lists.append(ListState(next: max(-99_999, min(start, 999_999))))
    case GUMBO_TAG_LI: beginItem()
    case GUMBO_TAG_DD:
      layouts[top].block(spaced: false)
      layouts[top].push(first: Array("    ".utf8), rest: Array("    ".utf8))
    case GUMBO_TAG_TABLE:
      layouts[top].block(spaced: true)
      tables.append(TableState(isGrid: TableShape.isGrid(node)))
    case GUMBO_TAG_TR:
      if isGrid { tables[tables.count - 1].rows.append([]) } else { layouts[top].block(spaced: false) }
    case GUMBO_TAG_TD, GUMBO_TAG_TH:
      if isGrid { layouts.append(TextLayout(width: 4096)) } else { layouts[top].block(spaced: false) }
    case GUMBO_TAG_Q: layouts[top].text([0x22])
    case GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6, GUMBO_TAG_P, GUMBO_TAG_DL:
      layouts[top].block(spaced: true)
    default: if Self.isBlock(tag) { layouts[top].block(spaced: false) }
    }
  }

  private mutating func leave(_ node: HTMLNode) {
    let tag = node.tag
    if preDepth > 0 {
      guard tag == GUMBO_TAG_PRE else { return }
      preDepth -= 1
      if preDepth == 0 {
        layouts[top].preformatted(preText)
        preText = []
        layouts[top].block(spaced: true)
      }
      return
    }
    switch tag {
    case GUMBO_TAG_A: endLink(node)
    case GUMBO_TAG_BLOCKQUOTE:
      layouts[top].pop()
      layouts[top].block(spaced: true)
    case GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_DIR, GUMBO_TAG_MENU:
      _ = lists.popLast()
      layouts[top].block(spaced: lists.isEmpty)
    case GUMBO_TAG_LI, GUMBO_TAG_DD:
      layouts[top].pop()
      layouts[top].block(spaced: false)
    case GUMBO_TAG_TABLE: endTable()
    case GUMBO_TAG_TD, GUMBO_TAG_TH: endCell()
    case GUMBO_TAG_Q: layouts[top].text([0x22])
    case GUMBO_TAG_H1: endHeading(underlined: 0x3d)
    case GUMBO_TAG_H2: endHeading(underlined: 0x2d)
    case GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6, GUMBO_TAG_P, GUMBO_TAG_DL:
      layouts[top].block(spaced: true)
    default: if Self.isBlock(tag) { layouts[top].block(spaced: false) }
    }
  }

  private var isGrid: Bool { tables.last?.isGrid ?? false }

  private mutating func beginItem() {
    layouts[top].block(spaced: false)
    var mark = "* "
    if let list = lists.indices.last, let number = lists[list].next {
      mark = "\(number). "
      lists[list].next = number + 1
    }
    let indent = [UInt8](repeating: 0x20, count: mark.utf8.count)
    layouts[top].push(first: Array(mark.utf8), rest: indent)
  }

  private mutating func endCell() {
    guard isGrid, layouts.count > 1 else {
      layouts[top].block(spaced: false)
      return
    }
    let cell = layouts[top].finish()
    layouts.removeLast()
    let table = tables.count - 1
    if tables[table].rows.isEmpty { tables[table].rows.append([]) }
    tables[table].rows[tables[table].rows.count - 1].append(cell)
  }

  private mutating func endTable() {
    if let table = tables.popLast(), table.isGrid {
      layouts[top].table(table.rows.filter { row in row.contains { !$0.isEmpty } })
    }
    layouts[top].block(spaced: true)
  }

  private mutating func endHeading(underlined byte: UInt8) {
    let columns = layouts[top].openColumns
    layouts[top].flush()
    if columns > 0 { layouts[top].rule(byte, columns: columns) }
    layouts[top].block(spaced: true)
  }

  // MARK: Links and images

  private mutating func endLink(_ node: HTMLNode) {
    guard let target = node.attribute("href") else { return }
    let shown = HTMLText.content(of: node, limit: 512)
    guard !shown.isEmpty, !Self.sameAddress(LinkTable.trimmed(shown), LinkTable.trimmed(target)) else { return }
    guard let number = links.number(of: target) else { return }
    layouts[top].text(Array("[\(number)]".utf8))
  }

  /// Whether the text of a link is its target already.
  private static func sameAddress(_ text: [UInt8], _ target: [UInt8]) -> Bool {
    func bare(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
      var slice = bytes[...]
      for scheme in ["mailto:", "https://", "http://"] where slice.starts(with: scheme.utf8) {
        slice = slice.dropFirst(scheme.utf8.count)
      }
      if slice.last == 0x2f { slice = slice.dropLast() }
      return slice
    }
    return bare(text) == bare(target)
  }

  private mutating func addImage(_ node: HTMLNode) {
    guard let alternative = node.attribute("alt") else { return }
    let words = HTMLText.collapsed(alternative)
    guard !words.isEmpty, !isTiny(node) else { return }
    addText(Array("[".utf8) + words + Array("]".utf8))
  }

  /// Whether an image is a counting pixel: no larger than one by one.
  private func isTiny(_ node: HTMLNode) -> Bool {
    for name in ["width", "height"] {
      if let value = node.attribute(name), value == [0x30] || value == [0x31] { return true }
    }
    return false
  }

  private static func isBlock(_ tag: GumboTag) -> Bool {
    switch tag {
    case GUMBO_TAG_DIV, GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_ASIDE, GUMBO_TAG_HEADER, GUMBO_TAG_FOOTER,
      GUMBO_TAG_NAV, GUMBO_TAG_MAIN, GUMBO_TAG_ADDRESS, GUMBO_TAG_CENTER, GUMBO_TAG_FORM, GUMBO_TAG_FIELDSET,
      GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_CAPTION, GUMBO_TAG_DT, GUMBO_TAG_LEGEND, GUMBO_TAG_BODY:
      true
    default: false
    }
  }
}
