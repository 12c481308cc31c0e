/// Chooses among the forms of one content: the best that can be shown and says something.
struct AlternativeChooser {
  let source: MessageText
  private static let nodes = 2000
  private static let looked = 1 << 16

  /// The child to show; the last one when none has text.
  func best(of children: [Int]) -> Int? {
    var best = children.last
    var bestScore = 0
    for child in children {
      let score = score(child)
      // Of equals the later is the more faithful (RFC 2046 section 5.1.4).
      if score >= bestScore, score > 0 {
        best = child
        bestScore = score
      }
    }
    return best
  }

  /// Whether a part has any text but blanks.
  func hasText(_ index: Int) -> Bool {
    let part = source.tree.parts[index]
    guard part.kind == .leaf, PartKind.isShown(part) else { return false }
    if part.body.count > Self.looked * 2 { return true }
    let bytes = source.content(of: index, limit: Self.looked)
    if part.type == "text/html" { return hasVisibleText(bytes) }
    return bytes.contains { $0 > 0x20 }
  }

  private func hasVisibleText(_ html: [UInt8]) -> Bool {
    var tokens = HTMLTokenizer(html)
    while let token = tokens.next() {
      switch token {
      case .text(let range): if html[range].contains(where: { $0 > 0x20 }) { return true }
      case .start(let name, _): if name == "img" { return true }
      case .end: break
      }
    }
    return false
  }

  /// Nothing to show is 0; the preferred form has the highest score.
  private func score(_ index: Int) -> Int {
    let tree = source.tree
    var highest = 0
    var at = index
    var seen = 0
    let depth = tree.parts[index].depth
    var enclosing = Int.max
    repeat {
      let part = tree.parts[at]
      // Files and enclosed messages beside the text say nothing about its form.
      if part.depth <= enclosing { enclosing = part.kind == .message ? part.depth : .max }
      let isBeside = part.isAttachment || part.depth > enclosing || (at != index && part.fileName != nil)
      if part.kind == .leaf, !isBeside { highest = max(highest, leafScore(at)) }
      at += 1
      seen += 1
    } while at < tree.parts.count && tree.parts[at].depth > depth && seen < Self.nodes
    return highest
  }

  private func leafScore(_ index: Int) -> Int {
    let prefersHTML = source.options.prefersHTML
    let score: Int
    switch source.tree.parts[index].type {
    case "text/plain": score = prefersHTML ? 40 : 60
    case "text/html", "application/xhtml+xml": score = 50
    case "text/enriched", "text/richtext": score = prefersHTML ? 45 : 55
    case "text/calendar": score = 10
    case let type: score = type.hasPrefix("text/") ? 20 : 5
    }
    return hasText(index) ? score : 0
  }
}
