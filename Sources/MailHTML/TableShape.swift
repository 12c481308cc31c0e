import CGumbo

/// Tells tables of data from tables that only arrange a page.
enum TableShape {
  private static let mostNodes = 20_000
  private static let longestCell = 400

  /// Whether a table is set in columns: rows of several short cells, and no table inside.
  static func isGrid(_ table: HTMLNode) -> Bool {
    var nodes = 0
    var rows = 0
    var cells = 0
    var widest = 0
    var inCell = 0
    var steps: [(node: HTMLNode, child: Int)] = [(table, 0)]
    while let (node, child) = steps.last {
      guard let next = node.child(child) else {
        steps.removeLast()
        continue
      }
      steps[steps.count - 1].child += 1
      nodes += 1
      if nodes > mostNodes { return false }
      if next.kind == .text { inCell += next.text.count }
      if inCell > longestCell { return false }
      guard next.kind == .element else { continue }
      switch next.tag {
      case GUMBO_TAG_TABLE, GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_PRE, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_HR: return false
      case GUMBO_TAG_TR:
        rows += 1
        widest = max(widest, cells)
        cells = 0
      case GUMBO_TAG_TD, GUMBO_TAG_TH:
        cells += 1
        inCell = 0
      default: break
      }
      steps.append((next, 0))
    }
    return rows > 0 && max(widest, cells) > 1
  }
}
