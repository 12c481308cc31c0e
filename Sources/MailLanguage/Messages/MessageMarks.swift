/// A set of message numbers as marks, for mailboxes of a million messages.
struct MessageMarks {
  private var marks: [Bool] = []
  private var count = 0

  /// None.
  init() {}

  /// These messages.
  init(_ messages: [Int]) {
    for message in messages { insert(message) }
  }

  /// Whether there are none.
  var isEmpty: Bool { count == 0 }

  /// Whether a message is marked.
  func contains(_ message: Int) -> Bool { message >= 0 && message < marks.count && marks[message] }

  /// Marks a message.
  mutating func insert(_ message: Int) {
    guard message >= 0 else { return }
    if message >= marks.count {
      let grown = max(message + 1, marks.count * 2)
      marks.append(contentsOf: repeatElement(false, count: grown - marks.count))
    }
    if !marks[message] { count += 1 }
    marks[message] = true
  }

  /// Marks all that another set has.
  mutating func formUnion(_ other: MessageMarks) {
    for message in other.marks.indices where other.marks[message] { insert(message) }
  }

  /// What is in either set.
  func union(_ other: MessageMarks) -> MessageMarks {
    if isEmpty { return other }
    var result = self
    result.formUnion(other)
    return result
  }

  /// What is in both sets.
  func intersection(_ other: MessageMarks) -> MessageMarks {
    var result = MessageMarks()
    for message in marks.indices where marks[message] && other.contains(message) { result.insert(message) }
    return result
  }
}
