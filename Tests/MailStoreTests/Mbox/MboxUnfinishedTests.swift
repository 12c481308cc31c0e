import MailBytes
import MailStore
import MailTesting
import Testing

@testable import MailSystem

/// A mailbox that was left half rewritten, opened by somebody who may not write to it.
@Suite(.enabled(if: User.effectiveID == 0 && User.numbered(65534) != nil, "needs root to be somebody else"))
struct MboxUnfinishedTests {
  private static let nobody: UInt32 = 65534
  private static let all = (1...10).map { number in
    "From ann@x Mon Mar  2 10:00:00 2026\nSubject: n\(number)\n\nbody \(number) \(String(repeating: "x", count: number))\n\n"
  }
  /// Without the fifth and the eighth.
  private static let kept = all.enumerated().filter { $0.offset != 4 && $0.offset != 7 }.map(\.element)

  /// Rewrites a mailbox in its place, and is killed at a call; false when it got to its end before.
  private static func cutShort(at call: Int, _ path: String, _ journals: JournalFolders) -> Bool {
    var offset = 0
    var pieces: [FileRewrite.Piece] = []
    for message in all {
      if kept.contains(message) { pieces.append(.old(offset..<offset + message.utf8.count)) }
      offset += message.utf8.count
    }
    guard let old = try? FileDescriptor.open(path, .readWrite), let status = try? old.status() else { return false }
    return FaultInjection.with(.stop, atCall: call, of: .changing) {
      try? RewriteJournal.rewriteInPlace(path, old: old, status: status, with: pieces, journals: journals)
    }
  }

  private static func content(of mailbox: MboxMailbox) -> [String]? {
    try? (1..<(mailbox.count + 1)).map { number throws(StoreError) in
      String(decoding: try mailbox.fromLine(of: number) + [0x0a] + mailbox.content(of: number), as: UTF8.self) + "\n"
    }
  }

  @Test func thatItsOwnerMayOnlyRead() throws {
    var copies = 0
    for call in 1..<100 {
      let directory = try TemporaryDirectory()
      let path = try directory.write(Self.all.joined(), to: "box")
      for name in [directory.path, path] {
        try FileDescriptor.open(name, .read).setOwner(user: Self.nobody, group: Self.nobody)
      }
      let status = try #require(try FileSystem.status(of: path))
      let owner = try #require(OwnersJournals(of: status, at: path))
      let state = directory.file("state")
      let struck = try owner.run { _ in
        .success(Self.cutShort(at: call, path, JournalFolders(preferred: state, beside: path)))
      }.get()
      try FileDescriptor.open(path, .read).setMode(0o400)
      let before = directory.text(of: "box")
      var options = MboxOptions()
      options.stateDirectory = state
      let isWhole = try owner.run { [options] _ in
        guard let mailbox = try? MboxMailbox(path: path, options: options), mailbox.isReadOnly else {
          return .success(false)
        }
        let content = Self.content(of: mailbox)
        return .success(content == Self.kept || content == Self.all && !mailbox.isFinishedCopy)
      }.get()
      #expect(isWhole, "call \(call)")
      copies +=
        try owner.run { [options] _ in
          .success((try? MboxMailbox(path: path, options: options))?.isFinishedCopy == true)
        }.get() ? 1 : 0
      #expect(directory.text(of: "box") == before)
      guard struck else { break }
    }
    #expect(copies > 2)
  }

  @Test func thatSomebodyElseMustFinish() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(Self.all.joined(), to: "box")
    try FileDescriptor.open(path, .read).setMode(0o644)
    try FileDescriptor.open(directory.path, .read).setMode(0o755)
    // Somebody to be.
    let mine = try directory.write("", to: "mine")
    try FileDescriptor.open(mine, .read).setOwner(user: Self.nobody, group: Self.nobody)
    let status = try #require(try FileSystem.status(of: mine))
    let other = try #require(OwnersJournals(of: status, at: mine))
    for (call, isWhole) in [(1, true), (12, false)] {
      _ = Self.cutShort(at: call, path, JournalFolders(preferred: nil, beside: path))
      let hasOpened = try other.run { _ in
        do throws(StoreError) {
          return .success(Self.content(of: try MboxMailbox(path: path)) == Self.all)
        } catch { return .success(false) }
      }.get()
      #expect(hasOpened == isWhole)
    }
    let words = try other.run { _ in
      do throws(StoreError) {
        _ = try MboxMailbox(path: path)
        return .success(false)
      } catch { return .success(error.summary == "\(path): was left half rewritten by a run that was cut short") }
    }.get()
    #expect(words)
  }
}
