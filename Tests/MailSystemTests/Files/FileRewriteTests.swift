import Glibc
import MailTesting
import Testing

@testable import MailSystem

@Suite struct FileRewriteTests {
  /// Changes of "0123456789": what is kept and added, and what comes out.
  static let changes: [([FileRewrite.Piece], String)] = [
    ([.old(0..<10)], "0123456789"),
    ([.old(0..<3), .old(5..<10)], "01256789"),
    ([.old(5..<10)], "56789"),
    ([.old(0..<5)], "01234"),
    ([.bytes(Array("abc".utf8)), .old(0..<10)], "abc0123456789"),
    ([.old(0..<5), .bytes(Array("a longer middle part".utf8)), .old(5..<10)], "01234a longer middle part56789"),
    ([.old(0..<2), .bytes(Array("x".utf8)), .old(9..<10)], "01x9"),
    ([.old(5..<10), .old(0..<5)], "5678901234"),
  ]

  @Test(arguments: changes) func replaced(_ pieces: [FileRewrite.Piece], _ wanted: String) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("0123456789", to: "file")
    let old = try FileDescriptor.open(path, .readWrite)
    let journals = JournalFolders(preferred: directory.file("state"), beside: path)
    #expect(try FileRewrite.apply(pieces, to: path, old: old, journals: journals) == .replaced)
    #expect(directory.text(of: "file") == wanted)
    #expect(directory.names == ["file"])
  }

  @Test(arguments: changes) func inPlaceWithACrashAtEveryCall(_ pieces: [FileRewrite.Piece], _ wanted: String) throws {
    for late in ["", "mail that came later"] {
      var number = 1
      while true {
        let directory = try TemporaryDirectory()
        let path = try directory.write("0123456789", to: "file")
        let journals = JournalFolders(preferred: directory.file("state"), beside: path)
        let old = try FileDescriptor.open(path, .readWrite)
        let status = try old.status()
        let struck = FaultInjection.with(.stop, atCall: number, of: .changing) {
          try? RewriteJournal.rewriteInPlace(path, old: old, status: status, with: pieces, journals: journals)
        }
        if !late.isEmpty {
          let deliverer = try FileDescriptor.open(path, .write, options: .append)
          try deliverer.write(Array(late.utf8))
        }
        // Who may only read sees what the file is to become, now as at the end.
        func shown() throws -> String {
          let copy = try FileRewrite.finishedCopy(of: old, journals: journals)
          guard let copy else { return directory.text(of: "file") ?? "" }
          try copy.seek(to: 0)
          return String(decoding: try copy.readToEnd(limit: 1 << 20), as: UTF8.self)
        }
        var views = [try shown()]
        // The next run is killed as well, once, at every call of its recovery.
        var second = 1
        while FaultInjection.with(
          .stop, atCall: second, of: .changing, { _ = try? RewriteJournal.replay(on: old, journals: journals) })
        {
          second += 1
          views.append(try shown())
          try #require(second < 100)
        }
        let text = directory.text(of: "file") ?? ""
        #expect(views.allSatisfy { $0 == text }, "call \(number), mail \(late.debugDescription): \(views)")
        #expect(
          text == "0123456789" + late || text == wanted + late, "call \(number), mail \(late.debugDescription): \(text)"
        )
        #expect(!FileRewrite.needsRecovery(status, at: path, journals: journals))
        if !struck {
          #expect(text == wanted + late)
          break
        }
        number += 1
        try #require(number < 100)
      }
    }
  }

  @Test func aFullDiskLeavesTheOldContent() throws {
    var number = 1
    while true {
      let directory = try TemporaryDirectory()
      let path = try directory.write("0123456789", to: "file")
      let old = try FileDescriptor.open(path, .readWrite)
      let status = try old.status()
      let pieces: [FileRewrite.Piece] = [.old(0..<5), .bytes(Array("longer".utf8)), .old(5..<10)]
      let journals = JournalFolders(preferred: directory.file("s"), beside: path)
      let struck = FaultInjection.with(.full, atCall: number, of: .changing) {
        try? RewriteJournal.rewriteInPlace(path, old: old, status: status, with: pieces, journals: journals)
      }
      _ = try RewriteJournal.replay(on: old, journals: journals)
      let text = directory.text(of: "file")
      #expect(text == "0123456789" || text == "01234longer56789", "call \(number): \(text ?? "")")
      if !struck { break }
      number += 1
    }
  }

  /// What a crash cut short is finished where all of it has room, or not begun.
  @Test(arguments: changes)
  func aFullDiskLeavesWhatAnEarlierRunBegan(_ pieces: [FileRewrite.Piece], _ wanted: String) throws {
    for number in 1..<100 {
      let directory = try TemporaryDirectory()
      let path = try directory.write("0123456789", to: "file")
      let old = try FileDescriptor.open(path, .readWrite)
      let status = try old.status()
      let journals = JournalFolders(preferred: directory.file("s"), beside: path)
      let struck = FaultInjection.with(.stop, atCall: number, of: .changing) {
        try? RewriteJournal.rewriteInPlace(path, old: old, status: status, with: pieces, journals: journals)
      }
      let before = directory.text(of: "file")
      let isFull = FaultInjection.with(.noRoom, atCall: 1, of: .claiming) {
        _ = try? RewriteJournal.replay(on: old, journals: journals)
      }
      if isFull {
        #expect(directory.text(of: "file") == before, "call \(number)")
        let copy = try FileRewrite.finishedCopy(of: old, journals: journals)
        guard let copy else {
          Issue.record("call \(number): nothing is shown")
          return
        }
        try copy.seek(to: 0)
        #expect(String(decoding: try copy.readToEnd(limit: 1 << 20), as: UTF8.self) == wanted)
      }
      guard struck else { break }
    }
  }

  @Test func headersOfJournals() {
    let header = RewriteJournal.Header(
      isComplete: true, device: 7, inode: .max, start: 3, oldSize: 99, newSize: 1 << 40, remainder: 12)
    #expect(RewriteJournal.decode(RewriteJournal.encode(header)) == header)
    #expect(RewriteJournal.decode([]) == nil)
    #expect(RewriteJournal.decode([UInt8](repeating: 0xFF, count: RewriteJournal.headerSize)) == nil)
  }

  @Test func whatIsWrittenLateToAReplacedFileIsFound() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("0123456789", to: "file")
    let reader = try FileDescriptor.open(path, .read)
    let deliverer = try FileDescriptor.open(path, .write, options: .append)
    try AtomicReplace.write(Array("new".utf8), to: path)
    try deliverer.write(Array("late".utf8))
    try deliverer.close()
    #expect(try FileRewrite.lateArrivals(in: reader, beyond: 10) == 10..<14)
    #expect(try FileRewrite.lateArrivals(in: reader, beyond: 14) == nil)
  }

  @Test func attributesAndRightsStay() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("0123456789", to: "file")
    let old = try FileDescriptor.open(path, .readWrite)
    try old.setMode(0o640)
    typealias Call =
      @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafeMutableRawPointer, Int, Int32) -> Int
    // The module of libc leaves them out; a fifth argument does getxattr no harm.
    let set = unsafeBitCast(try #require(dlsym(nil, "setxattr")), to: Call.self)
    let get = unsafeBitCast(try #require(dlsym(nil, "getxattr")), to: Call.self)
    var value = Array("kept".utf8)
    // Not every file system has attributes.
    guard Int32(truncatingIfNeeded: set(path, "user.note", &value, 4, 0)) == 0 else { return }
    let journals = JournalFolders(preferred: directory.file("state"), beside: path)
    #expect(try FileRewrite.apply([.old(2..<4)], to: path, old: old, journals: journals) == .replaced)
    value = [UInt8](repeating: 0, count: 10)
    #expect(get(path, "user.note", &value, 10, 0) == 4 && value.starts(with: Array("kept".utf8)))
    #expect(try FileSystem.status(of: path)?.mode == 0o640)
    #expect(directory.text(of: "file") == "23")
  }

  private static let nobody: UInt32 = 65534

  /// Root finishes what the owner of a file began, with the rights of the owner, and with no journal of anybody else.
  @Test(.enabled(if: User.effectiveID == 0 && User.numbered(nobody) != nil, "needs root to be somebody else"))
  func rootFinishesWhatTheOwnerBegan() throws {
    let pieces: [FileRewrite.Piece] = [.old(0..<3), .old(5..<10)]
    var number = 1
    var struck = true
    while struck {
      let directory = try TemporaryDirectory()
      let path = try directory.write("0123456789", to: "file")
      for name in [directory.path, path] {
        try FileDescriptor.open(name, .read).setOwner(user: Self.nobody, group: Self.nobody)
      }
      let old = try FileDescriptor.open(path, .readWrite)
      let status = try old.status()
      let (raw, call) = (old.raw, number)
      let outcome = try #require(OwnersJournals(of: status, at: path)).run { journals in
        .success(
          FaultInjection.with(.stop, atCall: call, of: .changing) {
            try? RewriteJournal.rewriteInPlace(
              path, old: FileDescriptor(borrowing: raw, name: path), status: status, with: pieces, journals: journals)
          })
      }
      struck = try outcome.get()
      let journals = JournalFolders(preferred: directory.file("state"), beside: path)
      let isLeft = FileRewrite.needsRecovery(status, at: path, journals: journals)
      #expect(try FileRewrite.recover(old, journals: journals) == isLeft)
      let text = directory.text(of: "file")
      #expect(text == "0123456789" || text == "01256789", "call \(number): \(text ?? "")")
      #expect(!FileRewrite.needsRecovery(status, at: path, journals: journals))
      #expect(directory.names == ["file"] && User.effectiveID == 0, "call \(number)")
      number += 1
      try #require(number < 100)
    }
    #expect(number > 10)
  }

  @Test(.enabled(if: User.effectiveID == 0 && User.numbered(nobody) != nil, "needs root to be somebody else"))
  func rootIsTheOwnerOnlyOfItsOwn() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("secret", to: "file")
    let before = try #require(try FileSystem.status(of: path))
    let isOurs = OwnersJournals(of: before, at: path) == nil
    #expect(isOurs)
    try FileDescriptor.open(path, .read).setOwner(user: Self.nobody, group: Self.nobody)
    let status = try #require(try FileSystem.status(of: path))
    let others = try #require(OwnersJournals(of: status, at: path))
    // The folder is root's alone, for questions too.
    #expect(try !others.run { _ in .success((try? FileSystem.contents(of: path)) != nil) }.get())
    #expect(try !others.run { _ in .success(FileSystem.exists(path) || FileSystem.isReadable(path)) }.get())
    #expect(FileSystem.exists(path))
  }
}
