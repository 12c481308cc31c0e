import CGumbo

/// Tells tables of data from tables that only arrange a page.
enum TableShape {
  private static let mostNodes = 20_000
  private static let longestCell = 400

  /// Whether a table is set in columns: rows of several short cells, and no table inside.
  @unsafe static func isGrid(_ table: UnsafeMutablePointer<GumboNode>) -> Bool {
    var nodes = 0
    var rows = 0
    var cells = 0
    var widest = 0
    var inCell = 0
    var steps: [(node: UnsafeMutablePointer<GumboNode>, child: UInt32)] = unsafe [(table, 0)]
    while let (node, child) = unsafe steps.last {
      let children = unsafe node.pointee.v.element.children
      guard child < unsafe children.length, let raw = unsafe children.data?[Int(child)] else {
        unsafe steps.removeLast()
        continue
      }
      unsafe steps[steps.count - 1].child += 1
      nodes += 1
      if nodes > mostNodes { return false }
      let next = unsafe raw.assumingMemoryBound(to: GumboNode.self)
      switch unsafe next.pointee.type {
      case GUMBO_NODE_ELEMENT:
        switch unsafe next.pointee.v.element.tag {
        case GUMBO_TAG_TABLE, GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_PRE, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_HR:
          return false
        case GUMBO_TAG_TR:
          rows += 1
          widest = max(widest, cells)
          cells = 0
        case GUMBO_TAG_TD, GUMBO_TAG_TH:
          cells += 1
          inCell = 0
        default: break
        }
        unsafe steps.append((next, 0))
      case GUMBO_NODE_TEXT:
        if let text = unsafe next.pointee.v.text.text { inCell += unsafe String(cString: text).utf8.count }
        if inCell > longestCell { return false }
      default: break
      }
    }
    widest = max(widest, cells)
    return rows > 0 && widest > 1
  }
}
