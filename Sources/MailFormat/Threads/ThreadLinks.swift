/// The first three steps of RFC 5256's REFERENCES: a forest of the messages and of those they name, with nothing that
/// would be a loop.
///
/// Nodes below the number of messages are the messages, those above it stand for messages that are missing.
struct ThreadLinks {
  private let count: Int
  private var parents: [Int]
  /// A way towards the root of each node, shortened as it is gone: so that a loop is found without walking the chain.
  private var ways: [Int]

  /// Links messages by their references.
  init(_ members: [ThreadMember]) {
    count = members.count
    parents = [Int](repeating: -1, count: count)
    ways = Array(0..<count)
    var nodes: [String: Int] = [:]
    nodes.reserveCapacity(count)
    // Of two with the same identity it is the first that is meant.
    for (index, member) in members.enumerated() {
      if let id = member.id, nodes[id] == nil { nodes[id] = index }
    }
    var chains: [[Int]] = []
    chains.reserveCapacity(count)
    for member in members { chains.append(member.references.map { node(of: $0, in: &nodes) }) }
    // What a message says of itself counts before what others say of it.
    for (index, chain) in chains.enumerated() {
      if let last = chain.last { link(index, below: last) }
    }
    for (index, chain) in chains.enumerated() {
      for (older, newer) in zip(chain, chain.dropFirst()) where newer >= count || newer <= index {
        // One that comes later will tell itself what it answers, if anything.
        link(newer, below: older)
      }
    }
  }

  private mutating func node(of id: String, in nodes: inout [String: Int]) -> Int {
    if let known = nodes[id] { return known }
    let new = parents.count
    nodes[id] = new
    parents.append(-1)
    ways.append(new)
    return new
  }

  /// Links two nodes, unless the lower one has a place already or the upper one lies below it.
  private mutating func link(_ node: Int, below parent: Int) {
    guard parents[node] < 0 else { return }
    let root = root(of: parent)
    guard root != node else { return }
    parents[node] = parent
    ways[node] = root
  }

  private mutating func root(of node: Int) -> Int {
    var root = node
    while ways[root] != root { root = ways[root] }
    var step = node
    while ways[step] != root {
      let next = ways[step]
      ways[step] = root
      step = next
    }
    return root
  }

  /// For each message the nearest one above it that is there; -1 when there is none.
  func nearestMessages() -> [Int] {
    var nearest = [Int](repeating: -2, count: parents.count)
    for start in 0..<count where nearest[start] == -2 {
      var trail: [Int] = []
      var node = start
      while nearest[node] == -2, parents[node] >= 0 {
        trail.append(node)
        node = parents[node]
      }
      if nearest[node] == -2 { nearest[node] = -1 }
      for step in trail.reversed() {
        let parent = parents[step]
        nearest[step] = parent < count ? parent : nearest[parent]
      }
    }
    return Array(nearest[..<count])
  }

  /// For each message the missing one at the top of its thread; -1 when a message is there.
  mutating func rootsWithoutMessage() -> [Int] {
    (0..<count).map { node in
      let root = root(of: node)
      return root < count ? -1 : root
    }
  }
}
