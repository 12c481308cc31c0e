import Foundation
import MailFormat
import MailStore
import MailSystem
import MailTesting
import Testing

/// Somebody swaps the mailbox for a symbolic link between open and rewrite (security.md S62).
@Suite struct MboxSwapTests {
  private final class Flag: @unchecked Sendable {
    private let lock = NSLock()
    private var value = false
    var isSet: Bool { lock.withLock { value } }
    func set() { lock.withLock { value = true } }
  }

  @Test func theTargetOfTheLinkStaysAsItIs() throws {
    let directory = try TemporaryDirectory()
    let victim = try directory.write(SampleMail.mbox(4), to: "victim")
    let path = try directory.write(SampleMail.mbox(4), to: "box")
    let (aside, link) = (directory.file("aside"), directory.file("link"))
    #expect(symlink(victim, link) == 0)
    let isOver = Flag()
    let swapper = Thread {
      for _ in 0..<10_000 where !isOver.isSet {
        rename(path, aside)
        rename(link, path)
        rename(path, link)
        rename(aside, path)
        usleep(20)
      }
      isOver.set()
    }
    swapper.start()
    var turns = 0
    var commits = 0
    while !isOver.isSet, turns < 400 {
      turns += 1
      // Whoever opens the link has been told to; the question is what happens to those who did not.
      guard let box = try? MboxMailbox(path: path), box.path == path, box.count > 0 else { continue }
      var plan = QuitPlan()
      plan.locks = LockPolicy(waiting: 0, usesDotLock: turns % 2 == 0)
      plan.set(1, to: .keep([.read, turns % 2 == 0 ? .flagged : .answered]))
      if (try? box.commit(plan))?.isChanged == true { commits += 1 }
    }
    isOver.set()
    while !swapper.isFinished { usleep(1000) }
    #expect(turns > 10)
    #expect(directory.text(of: "victim") == SampleMail.mbox(4), "\(commits) commits in \(turns) turns")
  }
}
