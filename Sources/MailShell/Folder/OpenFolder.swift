import MailFormat
public import MailLanguage
public import MailStore

/// The folder that is open, and what was done to its messages in this session.
public struct OpenFolder {
  /// The messages.
  public internal(set) var mailbox: any Mailbox
  /// The whole path.
  public var path: String
  /// The name as the banner shows it.
  public var name: String
  /// Whether it is the user's system mailbox, from which read messages move to mbox.
  public var isSystem: Bool
  /// Whether nothing may be changed.
  public var isReadOnly: Bool
  /// What was done to each message; message N at index N - 1.
  public private(set) var states: [MessageState] = []
  /// Whether anything was ever done to a message in this session.
  public private(set) var isDecidedAbout = false
  /// The current message, from 1; 0 in an empty folder.
  public var dot = 0
  /// Whether the current message has been shown, so that `next` goes on behind it.
  public var dotWasShown = false
  /// Whether a message follows the last one deleted, so that `dp` has something to print.
  public var hasFollowingMessage = true
  /// The message that was current before, for `;`.
  public var previousDot = 0
  /// The messages of the last list, for the backquote.
  public var previousList: [Int] = []
  /// The first position of the page of header lines shown last.
  public var pageStart = 0
  /// Message numbers in the order of the sorted or threaded view; nil for the order of the folder.
  public private(set) var view: [Int]?
  /// How deep each message lies in its thread, by message number - 1; nil unless threaded.
  public private(set) var threadDepths: [Int]?
  private var positions: [Int] = []
  /// Which message answers which, once that was asked for; nil again when messages have come.
  var threads: MessageThreads?

  /// The criterion of the view; nil for the order of the folder.
  public var sortedBy: String?
  /// What the last commands changed, for undo.
  private var history = UndoHistory()
  /// What `/` searched last.
  public var search: [MessageMatch] = []

  /// Takes a mailbox that was just opened; the states of its messages are read from it.
  public init(_ mailbox: any Mailbox, name: String, path: String, isSystem: Bool) throws(StoreError) {
    self.mailbox = mailbox
    self.name = name
    self.path = path
    self.isSystem = isSystem
    isReadOnly = mailbox.isReadOnly
    try takeInArrivals()
    dot = firstDot()
  }

  /// Reads the states of messages that the mailbox has beyond those known.
  public mutating func takeInArrivals() throws(StoreError) {
    threads = nil
    states.reserveCapacity(mailbox.count)
    for flags in try mailbox.flags(from: states.count + 1) { states.append(MessageState(flags)) }
    if let view {
      // What has come stands at the end, below nothing.
      let depths = threadDepths.map { $0 + [Int](repeating: 0, count: max(0, count - $0.count)) }
      arrange(view + Array(view.count..<count).map { $0 + 1 }, threadDepths: depths)
    }
  }

  /// Marks what another program has removed.
  ///
  /// - Returns: how many messages that is, beyond those known to be gone.
  mutating func noteGone() -> Int {
    var noted = 0
    for number in mailbox.gone where states.indices.contains(number - 1) && !states[number - 1].contains(.gone) {
      // No step of undo: nothing brings it back.
      states[number - 1].insert(.gone)
      noted += 1
    }
    if noted > 0 { threads = nil }
    return noted
  }

  /// Takes over what another program has made of messages about which nothing was decided here.
  mutating func renewStates() throws(StoreError) {
    for (index, flags) in try mailbox.flags(from: 1).enumerated() where states.indices.contains(index) {
      guard states[index].isDisjoint(with: [.gone, .statusChanged]) else { continue }
      states[index].subtract(.ofStatus)
      states[index].formUnion(MessageState(flags))
    }
  }

  /// Whether another program has removed a message.
  func isGone(_ number: Int) -> Bool { state(of: number)?.contains(.gone) ?? false }

  /// What `#` opens again: the folder as it was opened, a system mailbox as one.
  var target: FolderTarget { FolderTarget(name: name, path: path, isSystem: isSystem) }

  /// How many messages there are.
  public var count: Int { states.count }

  /// What was done to a message; nil when there is none of that number.
  public func state(of number: Int) -> MessageState? {
    states.indices.contains(number - 1) ? states[number - 1] : nil
  }

  /// Notes something else about a message: the one way to do so, so that everything can be taken back.
  mutating func set(_ state: MessageState, of number: Int) {
    guard let former = self.state(of: number), former != state else { return }
    history.note(former, at: number - 1)
    states[number - 1] = state
    isDecidedAbout = true
  }

  /// Lets the mailbox take note of its messages as long as that is done in no time, or once it matters, before anybody
  /// waits for the next command: all their headers may have to be read for it.
  func remember() { if isDecidedAbout || count <= Self.rememberedAtOnce { mailbox.remember() } }

  /// How many headers are read in no time.
  private static let rememberedAtOnce = 2000

  /// A command begins: what it does to messages is one step of undo.
  mutating func beginStep(of command: String) {
    history.begin(at: .init(command: command, dot: dot, dotWasShown: dotWasShown))
  }

  /// The command has ended.
  mutating func endStep() { history.end() }

  /// A command wrote messages to a file, where they stay whatever is taken back.
  mutating func noteCopy(in name: String) { history.note(copyIn: name) }

  /// What undo did.
  struct TakenBack {
    /// The command whose marks are gone.
    var command: String
    /// How many messages it had marked; those that it had only shown count when it did nothing else.
    var messages: Int
    /// The files that it wrote, which are still there.
    var copies: [String]
  }

  /// Goes back to the states before the last command that changed any.
  ///
  /// - Returns: what was taken back; nil when there is nothing to go back to.
  mutating func takeBack() -> TakenBack? {
    let before = states
    guard let place = history.takeBack(in: &states) else { return nil }
    // What another program has removed stays away.
    _ = noteGone()
    dot = place.dot
    dotWasShown = place.dotWasShown
    // That a file must be rewritten is nothing that people see, and the message that `dp` or autoprint shows behind those
    // that were deleted is none of these.
    var marked = 0
    var shown = 0
    for (former, now) in zip(before, states) where former != now {
      let difference = former.symmetricDifference(now)
      if !difference.subtracting(.marksOfShowing).isEmpty { marked += 1 }
      if difference != .statusChanged { shown += 1 }
    }
    return TakenBack(command: place.command, messages: marked > 0 ? marked : shown, copies: place.copies)
  }

  /// The message at a position of the view, from 0.
  public func number(at position: Int) -> Int {
    guard let view, view.indices.contains(position) else { return position + 1 }
    return view[position]
  }

  /// The position of a message in the view, from 0.
  public func position(of number: Int) -> Int {
    guard view != nil, positions.indices.contains(number - 1) else { return number - 1 }
    return positions[number - 1]
  }

  /// Shows the folder in another order, or in its own again.
  public mutating func arrange(_ order: [Int]?, threadDepths depths: [Int]? = nil) {
    view = order
    threadDepths = depths
    positions = []
    guard let order else { return }
    positions = [Int](repeating: 0, count: states.count)
    for (position, number) in order.enumerated() where positions.indices.contains(number - 1) {
      positions[number - 1] = position
    }
  }

  /// Whether the summary lists a message: the current one and new ones also below a collapsed thread.
  func isListed(_ number: Int) -> Bool {
    guard let state = state(of: number) else { return false }
    return state.isListed || number == dot && !state.isHidden
  }

  /// Whether answers below a message are hidden, as `collapse` does it.
  func hidesAnswers(below number: Int) -> Bool {
    guard let state = state(of: number), !state.contains(.collapsed) else { return false }
    guard let depths = threadDepths else {
      guard let threads else { return false }
      return hides(anyOf: threads.descendants(of: number).dropFirst())
    }
    let place = position(of: number)
    let answers = (place + 1..<max(count, place + 1)).lazy.map { self.number(at: $0) }
    return hides(anyOf: answers.prefix { depths[$0 - 1] > depths[number - 1] })
  }

  /// Whether one of a collapsed message's answers, which follow each other, is not listed for that reason.
  private func hides(anyOf answers: some Sequence<Int>) -> Bool {
    for answer in answers {
      guard let state = state(of: answer), state.contains(.collapsed) else { return false }
      if !state.isHidden && !isListed(answer) { return true }
    }
    return false
  }

  /// The next message of the view behind this one that fits.
  public func next(after number: Int, where fits: (MessageState) -> Bool) -> Int? {
    var position = self.position(of: number) + 1
    while position < count {
      let candidate = self.number(at: position)
      if let state = state(of: candidate), fits(state) { return candidate }
      position += 1
    }
    return nil
  }

  /// The next message of the view before this one that fits.
  public func previous(before number: Int, where fits: (MessageState) -> Bool) -> Int? {
    var position = min(self.position(of: number), count) - 1
    while position >= 0 {
      let candidate = self.number(at: position)
      if let state = state(of: candidate), fits(state) { return candidate }
      position -= 1
    }
    return nil
  }

  /// The message that becomes current when the folder is opened: the first new one, else the first unread, else 1.
  public func firstDot() -> Int {
    guard count > 0 else { return 0 }
    if let index = states.firstIndex(where: { $0.isNew && !$0.isHidden }) { return index + 1 }
    if let index = states.firstIndex(where: { $0.isUnread && !$0.isHidden }) { return index + 1 }
    return 1
  }
}
