import MailFormat
import MailStore

/// Which message answers which: built by References and In-Reply-To, as far as the messages are in the folder.
struct MessageThreads {
  private var parents: [Int]
  private var children: [[Int]]

  /// Builds the threads.
  ///
  /// - Parameter identities: for each message its identity, and those it names as its ancestors, nearest last.
  init(_ identities: [(id: String?, ancestors: [String])]) {
    var numbers: [String: Int] = [:]
    for (index, identity) in identities.enumerated() {
      if let id = identity.id, numbers[id] == nil { numbers[id] = index + 1 }
    }
    parents = [Int](repeating: 0, count: identities.count + 1)
    children = [[Int]](repeating: [], count: identities.count + 1)
    for (index, identity) in identities.enumerated() {
      let number = index + 1
      let candidate = identity.ancestors.reversed().lazy.compactMap { numbers[$0] }.first { $0 != number }
      if let parent = candidate, !isAncestor(number, of: parent) { parents[number] = parent }
    }
    for number in parents.indices.dropFirst() where parents[number] > 0 { children[parents[number]].append(number) }
  }

  /// Whether one message is above another, or the same; bounded, since loops are refused when they would arise.
  private func isAncestor(_ ancestor: Int, of number: Int) -> Bool {
    var current = number
    while current > 0 {
      if current == ancestor { return true }
      current = parents[current]
    }
    return false
  }

  /// The message that this one answers.
  func parent(of number: Int) -> Int? {
    guard parents.indices.contains(number), parents[number] > 0 else { return nil }
    return parents[number]
  }

  /// The message and all that answer it, each before its answers.
  func descendants(of number: Int) -> [Int] { walk(from: [number]).map(\.number) }

  /// All messages in threads: each behind what it answers, with how deep it lies.
  func order() -> [(number: Int, depth: Int)] {
    walk(from: parents.indices.dropFirst().filter { parents[$0] == 0 })
  }

  private func walk(from tops: [Int]) -> [(number: Int, depth: Int)] {
    var result: [(number: Int, depth: Int)] = []
    var stack: [(number: Int, depth: Int)] = tops.reversed().map { ($0, 0) }
    while let next = stack.popLast() {
      guard children.indices.contains(next.number) else { continue }
      result.append(next)
      for child in children[next.number].reversed() { stack.append((child, next.depth + 1)) }
    }
    return result
  }
}

extension Session {
  /// The threads of a folder, read from the header of every message.
  func threads(of folder: OpenFolder) throws -> MessageThreads {
    var identities: [(id: String?, ancestors: [String])] = []
    identities.reserveCapacity(folder.count)
    for number in 1..<(folder.count + 1) {
      let header = HeaderBlock(try folder.mailbox.header(of: number))
      var ancestors = header.messageIDs(.references).map(\.text)
      if let answered = header.messageIDs(.inReplyTo).first?.text, ancestors.last != answered {
        ancestors.append(answered)
      }
      identities.append((header.messageID?.text, ancestors))
    }
    return MessageThreads(identities)
  }
}
