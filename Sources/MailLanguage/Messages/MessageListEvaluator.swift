/// Applies the terms of a message list to a mailbox.
struct MessageListEvaluator<Source: MessageListSource> {
  private let source: Source
  private let scope: MessageScope
  private let order: MessageOrder
  /// The first complaint of a term that found nothing; it counts only when nothing else was found.
  private var complaint: MessageListError?

  init(_ source: Source, _ scope: MessageScope) {
    self.source = source
    self.scope = scope
    order = MessageOrder(view: source.viewOrder, count: source.messageCount)
  }

  mutating func select(_ specs: [MessageSpec]) throws(MessageListError) -> MessageSelection {
    var part: String?
    if case .part(_, let path)? = specs.first, specs.count == 1 {
      part = path
    } else if let word = Self.part(in: specs) {
      throw .syntax("\(word): a part of a message must stand alone in the list")
    }
    let chosen = try union(specs)
    guard !chosen.isEmpty else { throw complaint ?? .noneApplicable }
    var selection = MessageSelection(order.messages { chosen.contains($0) })
    selection.part = part
    return selection
  }

  /// The first part that a list names, as it may be written.
  private static func part(in specs: [MessageSpec]) -> String? {
    for spec in specs {
      switch spec {
      case .part(.number(let number), let path): return "\(number)[\(path)]"
      case .not(let inner): if let found = part(in: [inner]) { return found }
      case .group(let inner): if let found = part(in: inner) { return found }
      default: continue
      }
    }
    return nil
  }

  /// All terms together; found messages must be of the classes where both are asked.
  private mutating func union(_ specs: [MessageSpec]) throws(MessageListError) -> MessageMarks {
    var chosen: MessageMarks = MessageMarks()
    var found: MessageMarks = MessageMarks()
    var classed: MessageMarks = MessageMarks()
    var classesText: [UInt8] = []
    var searches = false
    for spec in specs {
      switch spec {
      case .match, .repeatedSearch:
        searches = true
        found.formUnion(try messages(of: spec))
      case .classes(_, let written):
        classesText += (classesText.isEmpty ? [] : [0x20]) + written
        classed.formUnion(try messages(of: spec))
      default:
        chosen.formUnion(try messages(of: spec))
      }
    }
    guard searches, !classesText.isEmpty else { return chosen.union(found).union(classed) }
    let both = found.intersection(classed)
    if both.isEmpty, !found.isEmpty { complaint = .noneOfClass(String(decoding: classesText, as: UTF8.self)) }
    return chosen.union(both)
  }

  private mutating func messages(of spec: MessageSpec) throws(MessageListError) -> MessageMarks {
    switch spec {
    case .point(let point), .part(let point, _):
      return MessageMarks([try number(of: point, isRangeEnd: false)])
    case .range(let start, let end):
      return try range(start, end)
    case .all:
      let all = order.messages { fits($0) }
      if all.isEmpty { complain(.noneApplicable) }
      return MessageMarks(all)
    case .formerList:
      let former = source.formerList.filter { isMessage($0) && fits($0) }
      if former.isEmpty { complain(.noFormerList) }
      return MessageMarks(former)
    case .thread(let point):
      let top = try number(of: point, isRangeEnd: true)
      let thread: [Int]
      do { thread = try source.thread(from: top) } catch { throw .mailbox(error) }
      return MessageMarks(thread.filter { isMessage($0) && fits($0) })
    case .classes(let classes, let written):
      let found = order.messages { message in
        let state = source.state(of: message)
        return (scope.fits(state) || scope == .any && classes.contains(.deleted) && !state.contains(.gone))
          && classes.contains { $0.holds(state) }
      }
      if found.isEmpty { complain(.noneOfClass(String(decoding: written, as: UTF8.self))) }
      return MessageMarks(found)
    case .match(let questions, let written):
      return try find(questions, written)
    case .repeatedSearch:
      let questions = source.formerSearch
      return questions.isEmpty ? MessageMarks(order.messages { fits($0) }) : try find(questions, [UInt8(ascii: "/")])
    case .not(let inner):
      let excluded = try messages(of: inner)
      complaint = nil
      return MessageMarks(order.messages { fits($0) && !excluded.contains($0) })
    case .group(let specs):
      return try union(specs)
    }
  }

  private mutating func find(_ questions: [MessageMatch], _ written: [UInt8]) throws(MessageListError) -> MessageMarks {
    let candidates = order.messages { fits($0) }
    for question in questions {
      let found = try found(by: question, among: candidates)
      if !found.isEmpty { return MessageMarks(found) }
    }
    // A slash begins a text in the first place, which may well hold a colon.
    if questions.count == 1 { try refuseSlip(in: questions[0], among: candidates) }
    complain(.noMatch(String(decoding: written, as: UTF8.self)))
    return MessageMarks()
  }

  private func found(by question: MessageMatch, among candidates: [Int]) throws(MessageListError) -> [Int] {
    do { return try source.find(question, among: candidates) } catch { throw .mailbox(error) }
  }

  /// A field that no message has and whose name is nearly that of another is a slip: nothing found would pass for an
  /// answer.
  private func refuseSlip(in question: MessageMatch, among candidates: [Int]) throws(MessageListError) {
    guard case .header(let names, let text) = question, names.count == 1, !text.isEmpty, !candidates.isEmpty,
      let nearest = FieldKeys.nearest(to: names[0])
    else { return }
    if try found(by: .header(names: names, text: []), among: candidates).isEmpty {
      throw .unknownField(names[0], nearest: nearest)
    }
  }

  private func range(_ start: MessagePoint, _ end: MessagePoint) throws(MessageListError) -> MessageMarks {
    let first = try number(of: start, isRangeEnd: true)
    let last = try number(of: end, isRangeEnd: true)
    guard let from = order.place(of: first), let to = order.place(of: last) else { throw .noneApplicable }
    var marks = MessageMarks()
    // 3-1 is read as 1-3.
    for place in min(from, to)...max(from, to) where fits(order[place]) { marks.insert(order[place]) }
    if marks.isEmpty { throw .noneApplicable }
    return marks
  }

  private func number(of point: MessagePoint, isRangeEnd: Bool) throws(MessageListError) -> Int {
    switch point {
    case .number(let number):
      guard isMessage(number) else { throw .invalidNumber(String(number)) }
      return try named(number, isRangeEnd: isRangeEnd)
    case .current:
      guard isMessage(source.currentMessage) else { throw .noneApplicable }
      return try named(source.currentMessage, isRangeEnd: isRangeEnd)
    case .first:
      guard let first = order.first(from: 0, where: { fits($0) }) else { throw .noneApplicable }
      return first
    case .last:
      guard let last = order.last(before: order.count, where: { fits($0) }) else { throw .noneApplicable }
      return last
    case .next:
      let start = (order.place(of: source.currentMessage) ?? -1) + 1
      guard let next = order.first(from: start, where: { fits($0) }) else { throw .beyondEnd }
      return next
    case .previous:
      let end = order.place(of: source.currentMessage) ?? 0
      guard let previous = order.last(before: end, where: { fits($0) }) else { throw .beforeStart }
      return previous
    case .former:
      // Before the first move there is none but the current one.
      let former = source.formerMessage ?? source.currentMessage
      guard isMessage(former) else { throw .noSuchMessage(";") }
      return try named(former, isRangeEnd: isRangeEnd)
    case .parent:
      let parent: Int?
      do { parent = try source.parent(of: source.currentMessage) } catch { throw .mailbox(error) }
      guard let parent, isMessage(parent) else { throw .noSuchMessage(",") }
      return try named(parent, isRangeEnd: isRangeEnd)
    }
  }

  /// A message that the list names by itself: a deleted one is there for `undelete` alone, `:d` aside.
  private func named(_ number: Int, isRangeEnd: Bool) throws(MessageListError) -> Int {
    if isRangeEnd { return number }
    guard fits(number) || (scope == .deleted && !source.state(of: number).contains(.gone)) else {
      throw .inappropriate(number)
    }
    return number
  }

  private func isMessage(_ number: Int) -> Bool { number >= 1 && number <= source.messageCount }
  private func fits(_ message: Int) -> Bool { scope.fits(source.state(of: message)) }
  private mutating func complain(_ error: MessageListError) { complaint = complaint ?? error }
}
