/// The last three steps of RFC 5256's REFERENCES: threads of the same subject are put together, and everything is sorted
/// by date.
struct ThreadGroups {
  private let members: [ThreadMember]
  /// The answers to each message.
  private var children: [[Int]]
  /// The threads: a message alone at the top, or several that answer what is missing.
  private var threads: [[Int]] = []

  /// Groups messages whose parents are known.
  ///
  /// - Parameters:
  ///   - parents: the message above each, or -1.
  ///   - roots: what is missing at the top of the thread of each; -1 for nothing.
  init(_ members: [ThreadMember], parents: [Int], roots: [Int]) {
    self.members = members
    children = [[Int]](repeating: [], count: members.count)
    var orphans: [Int: [Int]] = [:]
    for (index, parent) in parents.enumerated() {
      if parent >= 0 {
        children[parent].append(index)
      } else if roots[index] >= 0 {
        orphans[roots[index], default: []].append(index)
      } else {
        threads.append([index])
      }
    }
    threads += orphans.values.map { sorted($0) }
    sortThreads()
    mergeSubjects()
    for index in children.indices where children[index].count > 1 { children[index] = sorted(children[index]) }
    for index in threads.indices where threads[index].count > 1 { threads[index] = sorted(threads[index]) }
    sortThreads()
  }

  /// By date, those of the same second in the order of the mailbox.
  private func sorted(_ messages: [Int]) -> [Int] {
    messages.sorted { (members[$0].date, $0) < (members[$1].date, $1) }
  }

  /// A thread has the date of its first message.
  private mutating func sortThreads() {
    let members = members
    threads.sort { (members[$0[0]].date, $0[0]) < (members[$1[0]].date, $1[0]) }
  }

  /// Step 5: an answer goes below the thread of its subject, other threads of one subject beside each other.
  private mutating func mergeSubjects() {
    var table: [[UInt8]: Int] = [:]
    for (index, thread) in threads.enumerated() {
      let subject = members[thread[0]].subject
      guard !subject.text.isEmpty else { continue }
      guard let known = table[subject.text] else {
        table[subject.text] = index
        continue
      }
      if isPreferred(thread, to: threads[known]) { table[subject.text] = index }
    }
    for index in threads.indices {
      let thread = threads[index]
      let subject = members[thread[0]].subject
      guard let target = table[subject.text], target != index else { continue }
      let first = threads[target]
      if first.count == 1, thread.count == 1, subject.isAnswer, !members[first[0]].subject.isAnswer {
        children[first[0]].append(thread[0])
      } else {
        threads[target] += thread
      }
      threads[index] = []
    }
    threads.removeAll { $0.isEmpty }
  }

  /// Whether a thread is the better one to hold others of its subject: one with a placeholder, or no answer.
  private func isPreferred(_ thread: [Int], to known: [Int]) -> Bool {
    if known.count == 1, thread.count > 1 { return true }
    guard known.count == 1 else { return false }
    return members[known[0]].subject.isAnswer && !members[thread[0]].subject.isAnswer
  }

  /// All messages, each before its answers.
  func order() -> [(number: Int, depth: Int)] {
    var result: [(number: Int, depth: Int)] = []
    result.reserveCapacity(members.count)
    var stack: [(index: Int, depth: Int)] = []
    for thread in threads {
      stack += thread.reversed().map { ($0, 0) }
      while let next = stack.popLast() {
        result.append((next.index + 1, next.depth))
        stack += children[next.index].reversed().map { ($0, next.depth + 1) }
      }
    }
    return result
  }
}
