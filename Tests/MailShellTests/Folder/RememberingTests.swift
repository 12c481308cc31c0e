import MailFormat
import MailStore
import MailTesting
import Testing

@testable import MailShell
@testable import MailSystem

/// The messages of a mailbox that can only be rewritten in place are noted before the next command is waited for.
@Suite struct RememberingTests {
  /// A small mailbox is noted at once; a large one as soon as something was done to a message.
  ///
  /// All its headers would have to be read before the first prompt. What cannot be read is not tried again at each prompt.
  @Test(arguments: [(20, true), (2500, false)]) func onceAndInTime(_ count: Int, _ isAtOnce: Bool) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(SampleMail.mbox(count), to: "box")
    try FileSystem.link(path, to: directory.file("other"))
    var folder = try OpenFolder(MboxMailbox(path: path), name: path, path: path, isSystem: true)
    // The first read fails, if there is any.
    let reads = { (folder: OpenFolder) in FaultInjection.with(.inputOutput, atCall: 1) { folder.remember() } }
    #expect(reads(folder) == isAtOnce)
    folder.set(.deleted, of: 2)
    #expect(reads(folder) == !isAtOnce)
    #expect(!reads(folder))
  }
}
