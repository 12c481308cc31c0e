/// Which message answers which, by the REFERENCES algorithm of RFC 5256: n log n in the number of messages.
///
/// Messages are numbered from 1. Where what they answer is missing, the messages that answer it lie beside each other,
/// none below another: the placeholder that the RFC has above them is nothing that people could see.
public struct MessageThreads: Sendable {
  private let order: [(number: Int, depth: Int)]
  /// Where a message lies in the order, by number - 1.
  private let places: [Int]
  private let answered: [Int]

  /// Builds the threads of messages.
  public init(_ members: [ThreadMember]) {
    var links = ThreadLinks(members)
    answered = links.nearestMessages()
    let groups = ThreadGroups(members, parents: answered, roots: links.rootsWithoutMessage())
    order = groups.order()
    var places = [Int](repeating: 0, count: members.count)
    for (place, entry) in order.enumerated() { places[entry.number - 1] = place }
    self.places = places
  }

  /// All messages, each behind what it answers, with how deep it lies; threads and answers by the date they were sent.
  public func all() -> [(number: Int, depth: Int)] { order }

  /// The nearest message there is that this one names as answered; one of the same subject only is none.
  public func parent(of number: Int) -> Int? {
    guard answered.indices.contains(number - 1), answered[number - 1] >= 0 else { return nil }
    return answered[number - 1] + 1
  }

  /// All that lies below any of the messages, each once, in one pass.
  public func answers(below numbers: [Int]) -> [Int] {
    let tops = Set(numbers)
    var found: [Int] = []
    var topDepth: Int?
    for (number, depth) in order {
      if let top = topDepth, depth > top {
        found.append(number)
      } else {
        topDepth = tops.contains(number) ? depth : nil
      }
    }
    return found
  }

  /// The message and all that lie below it, each before its answers.
  public func descendants(of number: Int) -> [Int] {
    guard places.indices.contains(number - 1) else { return [] }
    let place = places[number - 1]
    let below = order[(place + 1)...].prefix { $0.depth > order[place].depth }
    return [number] + below.map(\.number)
  }
}
