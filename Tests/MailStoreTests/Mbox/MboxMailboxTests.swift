import MailFormat
import MailSystem
import MailTesting
import Testing

@testable import MailStore

@Suite struct MboxMailboxTests {
  private func open(_ text: String, _ directory: TemporaryDirectory) throws -> MboxMailbox {
    try MboxMailbox(path: directory.write(text, to: "box"))
  }

  @Test func summaryHeaderAndContent() throws {
    let directory = try TemporaryDirectory()
    let box = try open(SampleMail.message(1, status: "RO") + SampleMail.message(2), directory)
    #expect(box.count == 2)
    let first = try box.summary(of: 1)
    #expect(first.flags == [.read, .old])
    #expect(first.length == SampleMail.message(1, status: "RO").utf8.count)
    #expect(try box.summary(of: 2).flags == [])
    #expect(
      try String(decoding: box.fromLine(of: 1), as: UTF8.self) == "From sender1@example.org Mon Mar  2 10:00:01 2026")
    #expect(try String(decoding: box.header(of: 2), as: UTF8.self).hasSuffix("Message-ID: <message-2@example.org>\n"))
    let content = try String(decoding: box.content(of: 2), as: UTF8.self)
    #expect(content.hasPrefix("From: Sender 2"))
    #expect(content.hasSuffix("text of message 2\ntext of message 2\ntext of message 2\n"))
    #expect(throws: StoreError.self) { try box.summary(of: 3) }
    #expect(throws: StoreError.self) { try box.summary(of: 0) }
  }

  @Test(arguments: [1, 2, 3, 5, 7, 64]) func readsInWindows(_ size: Int) throws {
    let directory = try TemporaryDirectory()
    let box = try open(SampleMail.mbox(3), directory)
    let whole = try box.content(of: 2)
    var pieces: [UInt8] = []
    while true {
      let before = pieces.count
      try box.read(2, at: before, limit: size, into: &pieces)
      #expect(pieces.count - before <= size)
      if pieces.count == before { break }
    }
    #expect(pieces == whole)
  }

  @Test(arguments: [
    ("", 0), ("\n\n", 0), ("no message at all\n", 0),
    ("From a@b Mon Mar  2 10:00:00 2026\n", 1), ("From a@b Mon Mar  2 10:00:00 2026\n\n", 1),
    ("From a@b Mon Mar  2 10:00:00 2026\nSubject: x\n\nbody", 1),
    ("From a@b Mon Mar  2 10:00:00 2026\r\nSubject: x\r\n\r\nbody\r\n\r\n", 1),
  ]) func oddFiles(_ text: String, _ count: Int) throws {
    let directory = try TemporaryDirectory()
    let box = try open(text, directory)
    #expect(box.count == count)
    for number in 0..<count { _ = try box.content(of: number + 1) }
  }

  @Test func refusesWhatIsNoFile() throws {
    let directory = try TemporaryDirectory()
    #expect(throws: StoreError.self) { try MboxMailbox(path: directory.path) }
    #expect(throws: StoreError.self) { try MboxMailbox(path: "/dev/zero") }
    do {
      _ = try MboxMailbox(path: directory.file("nothing"))
      Issue.record("opened a file that is not there")
    } catch {
      #expect(error.kind == .missing)
      #expect(error.exitStatus == .noInput)
    }
  }

  @Test func growthIsNoticed() throws {
    let directory = try TemporaryDirectory()
    let box = try open(SampleMail.mbox(2), directory)
    #expect(try box.refresh() == 0)
    try append(SampleMail.message(3), to: box.path)
    #expect(try box.refresh() == 1)
    #expect(box.count == 3)
    #expect(try box.content(of: 3).isEmpty == false)
    try directory.write("From x Mon Mar  2 10:00:00 2026\n\nother\n", to: "box")
    #expect(throws: StoreError.self) { try box.refresh() }
  }

  @Test func theCacheIsUsedOnlyForTheSameFile() throws {
    let directory = try TemporaryDirectory()
    var options = MboxOptions()
    options.cacheDirectory = directory.file("cache")
    options.cacheThreshold = 1
    let path = try directory.write(SampleMail.mbox(20), to: "box")
    for _ in 0..<2 {
      let box = try MboxMailbox(path: path, options: options)
      #expect(box.count == 20)
      #expect(try box.header(of: 20).isEmpty == false)
    }
    try append(SampleMail.mbox(3), to: path)
    let grown = try MboxMailbox(path: path, options: options)
    #expect(grown.count == 23)
    #expect(try grown.content(of: 20) == Array(SampleMail.message(20).utf8.drop { $0 != 0x0A }.dropFirst().dropLast()))
    try directory.write(SampleMail.mbox(5), to: "box")
    #expect(try MboxMailbox(path: path, options: options).count == 5)
    for name in try FileSystem.names(in: directory.file("cache")) {
      try directory.write([UInt8](repeating: 0x41, count: 200), to: "cache/" + name)
    }
    #expect(try MboxMailbox(path: path, options: options).count == 5)
  }

  @Test func aDamagedCacheIsNotBelieved() throws {
    let directory = try TemporaryDirectory()
    var options = MboxOptions()
    options.cacheDirectory = directory.file("cache")
    options.cacheThreshold = 1
    let path = try directory.write(SampleMail.mbox(4), to: "box")
    let wanted = try MboxMailbox(path: path, options: options).file.index
    let kept = directory.file("cache/") + (try FileSystem.names(in: directory.file("cache"))[0])
    let sound = try FileSystem.contents(of: kept, limit: 1 << 20)
    for place in sound.indices {
      var damaged = sound
      damaged[place] ^= 0x80
      try AtomicReplace.write(damaged, to: kept)
      #expect(try MboxMailbox(path: path, options: options).file.index == wanted)
    }
    for length in [0, 3, 80, sound.count - 4] {
      try AtomicReplace.write(Array(sound[..<length]), to: kept)
      #expect(try MboxMailbox(path: path, options: options).file.index == wanted)
    }
  }

  @Test func whatAKilledRunLeftInTheCacheGoes() throws {
    let directory = try TemporaryDirectory()
    var options = MboxOptions()
    options.cacheDirectory = directory.file("cache")
    options.cacheThreshold = 1
    let path = try directory.write(SampleMail.mbox(2), to: "box")
    func names() throws -> [String] { try FileSystem.names(in: directory.file("cache")) }
    _ = FaultInjection.with(.stop, atCall: 3, of: .changing) { _ = try? MboxMailbox(path: path, options: options) }
    let left = try names()
    #expect(left.count == 1 && left[0].hasPrefix(".index-"))
    // One that is being written has a lock.
    let other = try TemporaryFile.make(beside: directory.file("cache/other"), prefix: ".index-")
    #expect(try MboxMailbox(path: path, options: options).count == 2)
    #expect(try names().count == 2 && !names().contains(left[0]))
    #expect(FileSystem.exists(other.path))
  }

  @Test(arguments: [false, true]) func aChangeInPlaceIsSeenBehindTheCache(_ grows: Bool) throws {
    let directory = try TemporaryDirectory()
    var options = MboxOptions()
    options.cacheDirectory = directory.file("cache")
    options.cacheThreshold = 1
    let head = "From a@b Mon Mar  2 10:00:00 2026\nSubject: x\nStatus: O \n\n"
    let text = head + String(repeating: "line\n", count: 2000)
    let path = try directory.write(text + "\n" + SampleMail.mbox(2), to: "box")
    #expect(try MboxMailbox(path: path, options: options).flags(of: 1) == .old)
    Clock.sleep(milliseconds: 20)
    let place = Array(text.utf8).count - 10_000 - 4
    let file = try FileDescriptor.open(path, .write)
    try file.write(Array("RO".utf8).span, at: place)
    if grows { try append(SampleMail.mbox(1), to: path) }
    let box = try MboxMailbox(path: path, options: options)
    #expect(try box.flags(of: 1) == [.read, .old])
    #expect(box.count == (grows ? 4 : 3))
  }

  private func append(_ text: String, to path: String) throws {
    let file = try FileDescriptor.open(path, .write, options: .append)
    try file.write(Array(text.utf8))
  }
}
