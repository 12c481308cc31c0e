import MailFormat
import MailStore
import MailSystem
import MailTesting
import Testing

/// Another program rewrites the mailbox in place while it is open, as most do on a system spool.
@Suite struct MboxForeignRewriteTests {
  private let directory: TemporaryDirectory
  init() throws { directory = try TemporaryDirectory() }

  /// A mailbox that can only be rewritten in place, as one in an unwritable folder.
  private func box(_ text: String) throws -> MboxMailbox {
    let path = try directory.write(text, to: "box")
    if !FileSystem.exists(directory.file("other")) { try FileSystem.link(path, to: directory.file("other")) }
    var options = MboxOptions()
    options.stateDirectory = directory.file("state")
    return try MboxMailbox(path: path, options: options)
  }

  /// Every message as long as every other, so that each offset is that of a message still.
  private func alike(_ numbers: [Int]) -> String {
    numbers.map { SampleMail.message($0, body: "text of message \($0)\n") }.joined()
  }

  private static let rewrites: [[Int]] = [
    [2, 3, 4, 5], [1, 2, 3, 4, 5, 6].reversed(), [2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 7], [1, 2, 4, 5, 6], [],
  ]

  @Test(arguments: rewrites) func noMixtureIsRead(_ left: [Int]) throws {
    let box = try box(alike([1, 2, 3, 4, 5]))
    box.remember()
    try directory.write(alike(left), to: "box")
    for number in 1...5 {
      #expect(throws: StoreError.self) { try box.content(of: number) }
      #expect(throws: StoreError.self) { try box.header(of: number) }
      #expect(throws: StoreError.self) { try box.head(of: number) }
      var room: [UInt8] = []
      _ = try? box.readHead(of: number, into: &room)
      #expect(throws: StoreError.self) { try box.confirm() }
      let target = directory.file("saved")
      #expect(throws: StoreError.self) {
        try Mailboxes.append([.stored(box, number: number, flags: nil)], to: target)
      }
      #expect(!FileSystem.exists(target))
    }
    #expect(throws: StoreError.self) { try box.forEachWindow { _, offset, _ in offset } }
  }

  @Test func theErrorNamesTheWayOut() throws {
    let box = try box(SampleMail.mbox(3))
    try directory.write(SampleMail.message(2) + SampleMail.message(3), to: "box")
    do {
      _ = try box.content(of: 2)
      Issue.record("read a mailbox that was rewritten")
    } catch {
      #expect(error.kind == .changed)
      #expect(error.hint == "`inc` takes in what is new there.")
    }
  }

  @Test func whatIsAddedOrOnlyTouchedIsRead() throws {
    let box = try box(SampleMail.mbox(3))
    let third = try box.content(of: 3)
    let file = try FileDescriptor.open(box.path, .readWrite, options: .append)
    try file.write(Array(SampleMail.message(4).utf8))
    #expect(try box.content(of: 3) == third)
    try file.setMode(0o640)
    #expect(try box.content(of: 3) == third)
    #expect(try box.refresh() == 1)
    #expect(try box.content(of: 3) == third)
  }

  /// R09: the second session was never shown a header, and its plan is carried out on what the first has left.
  @Test func aSecondSessionIsMerged() throws {
    let second = try box(alike([1, 2, 3, 4, 5]))
    second.remember()
    let first = try MboxMailbox(path: second.path)
    var plan = QuitPlan()
    plan.set(1, to: .drop)
    plan.set(3, to: .keep([.read, .old]))
    _ = try first.commit(plan)
    var own = QuitPlan()
    own.secondary = directory.file("mbox")
    own.set(1, to: .move([.read, .old]))
    own.set(2, to: .drop)
    own.set(4, to: .move([.read, .old]))
    let report = try second.commit(own)
    #expect(report.missed == 1)
    #expect(report.dropped == 1)
    let header = { try String(decoding: second.header(of: $0), as: UTF8.self) }
    #expect(second.count == 2)
    #expect(try header(1).contains("<message-3@") && header(2).contains("<message-5@"))
    #expect(directory.text(of: "mbox")?.contains("<message-4@") == true)
    #expect(directory.text(of: "mbox")?.contains("<message-1@") == false)
  }

  /// Numbers stay those of their messages, whatever another program removes and adds, however it does so.
  @Test(arguments: [true, false], [[2, 4, 5, 6], [5, 4, 2], [6, 1, 7, 3, 5], []]) func whatIsLeftIsFollowed(
    _ inPlace: Bool, _ left: [Int]
  ) throws {
    let box = try box(alike([1, 2, 3, 4, 5]))
    box.remember()
    if !inPlace { try FileSystem.remove(box.path) }
    try directory.write(alike(left), to: "box")
    let come = left.filter { $0 > 5 }
    #expect(try box.refresh() == come.count)
    #expect(box.count == 5 + come.count)
    #expect(box.gone == (1...5).filter { !left.contains($0) })
    for number in 1...5 where left.contains(number) {
      #expect(try String(decoding: box.content(of: number), as: UTF8.self).contains("text of message \(number)"))
    }
    for number in box.gone {
      #expect(throws: StoreError.self) { try box.content(of: number) }
      #expect(throws: StoreError.self) { try box.head(of: number) }
    }
    for (place, number) in come.enumerated() {
      let content = try box.content(of: 6 + place)
      #expect(String(decoding: content, as: UTF8.self).contains("text of message \(number)"))
    }
    // And once more, with something to do for one that is gone and one that is not.
    try directory.write(alike(left + [8]), to: "box")
    #expect(try box.refresh() == 1)
    var plan = QuitPlan()
    plan.set(1, to: .drop)
    plan.set(2, to: .keep([.read, .old]))
    plan.set(box.count, to: .drop)
    let report = try box.commit(plan)
    #expect(report.dropped == (left.contains(1) ? 2 : 1))
    #expect(box.gone.isEmpty)
    let subjects = try (1..<(box.count + 1)).map { number in
      try String(decoding: box.content(of: number), as: UTF8.self)
    }
    let kept = left.filter { $0 != 1 }
    #expect(subjects.count == kept.count)
    for (text, number) in zip(subjects, kept) { #expect(text.contains("text of message \(number)")) }
  }

  /// What nobody knows for certain is not guessed at, and stays as it is.
  @Test(arguments: [[1, 2, 3, 3], [1, 2], [3, 3, 3, 2]]) func twinsAreNotGuessedAt(_ left: [Int]) throws {
    let box = try box(alike([1, 2, 3, 3, 3]))
    box.remember()
    try directory.write(alike(left), to: "box")
    let isKnown = left.filter { $0 == 3 }.isEmpty || left.filter { $0 == 3 }.count == 3
    if isKnown {
      #expect(try box.refresh() == 0)
      #expect(box.gone == (left.contains(3) ? [1] : [3, 4, 5]))
    } else {
      #expect(throws: StoreError.self) { try box.refresh() }
      #expect(box.count == 5 && box.gone.isEmpty)
    }
  }

  /// A commit that fails behind the merge leaves every number with its message.
  @Test func numbersStayWhenACommitFails() throws {
    let box = try box(alike([1, 2, 3, 4, 5]))
    box.remember()
    try directory.write(alike([2, 3, 4, 5, 6]), to: "box")
    var plan = QuitPlan()
    plan.set(3, to: .move([.read, .old]))
    plan.secondary = directory.file("no/such/folder/mbox")
    #expect(throws: StoreError.self) { try box.commit(plan) }
    #expect(box.gone == [1])
    for number in 2...6 {
      #expect(try String(decoding: box.content(of: number), as: UTF8.self).contains("text of message \(number)"))
    }
    plan.secondary = directory.file("mbox")
    #expect(try box.commit(plan).moved == 1)
    #expect(directory.text(of: "mbox")?.contains("text of message 3") == true)
    #expect(directory.text(of: "box")?.contains("text of message 3") == false)
  }

  /// What came between opening and looking is nothing that anybody has in mind.
  @Test func whatHasChangedBeforeIsNotRemembered() throws {
    let box = try box(alike([1, 2, 3]))
    try directory.write(alike([2, 3]), to: "box")
    box.remember()
    var plan = QuitPlan()
    plan.set(1, to: .drop)
    #expect(throws: StoreError.self) { try box.commit(plan) }
    #expect(directory.text(of: "box") == alike([2, 3]))
  }

  /// Of a mailbox that is too large to look at all its headers at once, those are known again that were shown.
  @Test func whatWasShownIsKnownAgain() throws {
    let box = try box(alike([1, 2, 3, 4, 5]))
    var room: [UInt8] = []
    for number in 2...3 { _ = try box.readHead(of: number, into: &room) }
    try box.confirm()
    try directory.write(alike([1, 3, 4, 5, 6]), to: "box")
    var plan = QuitPlan()
    plan.set(3, to: .drop)
    // It was new, and nobody saw it.
    plan.set(5, to: .keep(.old))
    // Nothing else could tell it from messages of the same size.
    #expect(throws: StoreError.self) { try box.commit(plan) }
    #expect(directory.text(of: "box") == alike([1, 3, 4, 5, 6]))
  }

  @Test(arguments: [(2, true), (3, true), (4, false)]) func whatWasShownIsChanged(_ number: Int, _ isKnown: Bool) throws
  {
    let sized = { (numbers: [Int]) in
      numbers.map { SampleMail.message($0, body: String(repeating: "x", count: $0) + "\n") }.joined()
    }
    let box = try box(sized([1, 2, 3, 4, 5]))
    var room: [UInt8] = []
    for number in 2...3 { _ = try box.readHead(of: number, into: &room) }
    try box.confirm()
    // What is read of another message is nothing that was shown.
    try directory.write(sized([2, 3, 4, 5, 6]), to: "box")
    _ = try? box.readHead(of: 4, into: &room)
    #expect(throws: StoreError.self) { try box.confirm() }
    var plan = QuitPlan()
    plan.set(number, to: .drop)
    if number != 5 { plan.set(5, to: .keep(.old)) }
    if isKnown {
      #expect(try box.commit(plan).dropped == 1)
      #expect(directory.text(of: "box") == sized([2, 3, 4, 5, 6].filter { $0 != number }))
    } else {
      #expect(throws: StoreError.self) { try box.commit(plan) }
      #expect(directory.text(of: "box") == sized([2, 3, 4, 5, 6]))
    }
  }

  /// An index that was made in the tick of the clock in which the file was written is compared with the file.
  @Test func aKeptIndexIsNotBelievedWithinATick() throws {
    var options = MboxOptions()
    options.cacheDirectory = directory.file("cache")
    options.cacheThreshold = 1
    // Larger than the tail that is hashed in any case.
    let text = SampleMail.message(1) + SampleMail.message(2, status: "O") + SampleMail.mbox(60)
    let path = try directory.write(text, to: "box")
    #expect(try MboxMailbox(path: path, options: options).flags(of: 2) == [.old])
    // Whether the times differ or not is up to the machine; the status must be seen either way.
    let changed = SampleMail.message(1) + SampleMail.message(2, status: "R") + SampleMail.mbox(60)
    let file = try FileDescriptor.open(path, .write)
    try file.write(Array(changed.utf8))
    #expect(try MboxMailbox(path: path, options: options).flags(of: 2) == [.read])
  }
}
