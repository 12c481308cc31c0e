import MailFormat
import MailTesting
import Testing

@testable import MailStore
@testable import MailSystem

@Suite struct CompressedMailboxTests {
  private let directory: TemporaryDirectory
  init() throws { directory = try TemporaryDirectory() }

  private func plain(_ filter: CompressionFilter, _ name: String) throws -> String {
    let file = try FileDescriptor.open(directory.file(name), .read)
    var child = try Launcher.start(filter.load, input: .descriptor(file.raw), output: .pipe)
    let text = try child.readToEnd()
    #expect(try child.wait().isSuccess)
    return String(decoding: text, as: UTF8.self)
  }

  @Test(arguments: CompressionFilter.builtIn) func appendReadCommit(_ filter: CompressionFilter) throws {
    guard Launcher.find(filter.load[0]) != nil else { return }
    let source = try MboxMailbox(path: directory.write(SampleMail.mbox(4), to: "source"))
    let name = "box" + filter.suffix
    for number in 1...4 {
      let receipt = try Mailboxes.append([.stored(source, number: number, flags: nil)], to: directory.file(name))
      #expect(receipt.isNew == (number == 1))
    }
    let box = try Mailboxes.open(directory.file(name))
    #expect(box.count == 4)
    #expect(try box.content(of: 3) == source.content(of: 3))
    var plan = QuitPlan()
    plan.secondary = directory.file("mbox")
    plan.set(1, to: .drop)
    plan.set(2, to: .move([.read, .old]))
    plan.set(3, to: .keep([.old]))
    let report = try box.commit(plan)
    #expect(report.held == 2)
    #expect(box.count == 2)
    #expect(SampleMail.numbers(in: try plain(filter, name)) == [3, 4])
    #expect(SampleMail.numbers(in: directory.text(of: "mbox") ?? "") == [2])
    #expect(directory.names == ["box" + filter.suffix, "mbox", "source"])
  }

  /// In a folder that is not ours, for which a second name stands here, the file itself gets the new content.
  @Test func inPlace() throws {
    let source = try MboxMailbox(path: directory.write(SampleMail.mbox(4), to: "source"))
    let path = directory.file("box.gz")
    _ = try Mailboxes.append([.stored(source, number: 1, flags: nil)], to: path)
    try FileSystem.link(path, to: directory.file("other"))
    for number in 2...4 { _ = try Mailboxes.append([.stored(source, number: number, flags: nil)], to: path) }
    var options = MboxOptions()
    options.stateDirectory = directory.file("state")
    let box = try Mailboxes.open(path, options: options)
    var plan = QuitPlan()
    plan.secondary = directory.file("mbox")
    plan.set(1, to: .drop)
    plan.set(3, to: .move([.read, .old]))
    _ = try box.commit(plan)
    #expect(SampleMail.numbers(in: try plain(CompressionFilter.builtIn[0], "box.gz")) == [2, 4])
    #expect(directory.content(of: "box.gz") == directory.content(of: "other"))
    #expect(SampleMail.numbers(in: directory.text(of: "mbox") ?? "") == [3])
  }

  /// A rewrite in place that a crash cut short is finished before a message is added, wherever its journal lies.
  @Test func anAppendFinishesARewriteFirst() throws {
    var options = MboxOptions()
    options.stateDirectory = directory.file("state")
    var adding = MboxAppender.Options()
    adding.stateDirectory = options.stateDirectory
    adding.locks = LockPolicy(waiting: 0)
    let source = try MboxMailbox(path: directory.write(SampleMail.mbox(9), to: "source"))
    let path = directory.file("box.gz")
    let items = (1...8).map { MboxAppender.Item.stored(source, number: $0, flags: nil) }
    var number = 1
    var struck = true
    while struck {
      try FileSystem.remove(path)
      try FileSystem.remove(directory.file("other"))
      _ = try Mailboxes.append(items, to: path)
      try FileSystem.link(path, to: directory.file("other"))
      let box = try Mailboxes.open(path, options: options)
      var plan = QuitPlan()
      plan.locks.usesDotLock = false
      plan.set(1, to: .drop)
      plan.set(4, to: .drop)
      struck = FaultInjection.with(.stop, atCall: number, of: .changing) { _ = try? box.commit(plan) }
      if number % 2 == 0 { try FileSystem.remove(directory.file("other")) }
      _ = try Mailboxes.append([.stored(source, number: 9, flags: nil)], to: path, options: adding)
      let left = SampleMail.numbers(in: try plain(CompressionFilter.builtIn[0], "box.gz"))
      #expect(left == Array(1...9) || left == [2, 3, 5, 6, 7, 8, 9], "call \(number)")
      number += 1
      try #require(number < 200)
    }
    #expect(number > 5)
  }

  @Test func damagedAndChanged() throws {
    try directory.write("this is no gzip file", to: "bad.gz")
    #expect(throws: StoreError.self) { _ = try Mailboxes.open(directory.file("bad.gz")) }
    #expect(throws: StoreError.self) { _ = try Mailboxes.open(directory.file("missing.gz")) }
    let source = try MboxMailbox(path: directory.write(SampleMail.mbox(2), to: "source"))
    let path = directory.file("box.gz")
    _ = try Mailboxes.append([.stored(source, number: 1, flags: nil)], to: path)
    let box = try Mailboxes.open(path)
    _ = try Mailboxes.append([.stored(source, number: 2, flags: nil)], to: path)
    var plan = QuitPlan()
    plan.set(1, to: .drop)
    #expect(throws: StoreError.self) { _ = try box.commit(plan) }
    #expect(try Mailboxes.open(path).count == 2)
  }

  @Test func aSaverThatFailsLeavesTheFile() throws {
    var options = MboxOptions()
    options.filters = [CompressionFilter(suffix: ".up", loadCommand: "cat", saveCommand: "head -c 10; exit 1")]
    let path = try directory.write(SampleMail.mbox(2), to: "box.up")
    let box = try Mailboxes.open(path, options: options)
    #expect(box.count == 2)
    var plan = QuitPlan()
    plan.set(1, to: .drop)
    #expect(throws: StoreError.self) { _ = try box.commit(plan) }
    #expect(SampleMail.numbers(in: directory.text(of: "box.up") ?? "") == [1, 2])
    #expect(directory.names == ["box.up"])
  }
}
