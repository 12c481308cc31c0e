import Foundation
import MailBytes
import MailFormat
import MailTesting
import Testing

@testable import MailSubmit
@testable import MailSystem

@Suite struct LocalDeliveryTests {
  private let folder: TestFolder
  private let user: String

  init() throws {
    folder = try TestFolder()
    user = User.current()?.name ?? "root"
  }

  private func message(_ body: String) -> OutgoingMessage {
    OutgoingMessage(segments: [.text(Array("Subject: x\n\n\(body)".utf8))], needs8Bit: false)
  }

  private func deliver(_ body: String, to recipients: [Address]) throws(SubmitError) -> Receipt {
    try LocalDelivery(folder: folder.path, localDomains: ["here.test"]).submit(
      message(body), from: Address(localPart: "me", domain: "x"), to: recipients)
  }

  @Test func messagesAreAppendedWithTheirFromLine() throws {
    _ = try deliver("one\nFrom here\n", to: [Address(localPart: user, domain: "")])
    _ = try deliver(
      "two", to: [Address(localPart: user, domain: "HERE.test"), Address(localPart: user, domain: "localhost")])
    let lines = String(decoding: folder.read(user), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.filter { $0.hasPrefix("From me@x ") }.count == 2)
    #expect(lines.dropFirst().prefix(5) == ["Subject: x", "", "one", ">From here", ""])
    #expect(lines.suffix(5) == ["Subject: x", "", "two", "", ""])
    let mode = try FileManager.default.attributesOfItem(atPath: folder.file(user))[.posixPermissions] as? Int
    #expect(mode.map { $0 & 0o007 } == 0)
  }

  @Test func aMailboxWithoutItsLastLineEndIsNotGluedTogether() throws {
    try folder.write(user, "From a Thu Jan  1 00:00:00 1970\nSubject: old\n\nno end")
    _ = try deliver("new\n", to: [Address(localPart: user, domain: "")])
    #expect(String(decoding: folder.read(user), as: UTF8.self).contains("no end\n\nFrom me@x "))
  }

  @Test(arguments: [
    ("bob", "example.org", Int32(78), "no mail server is set"), ("no-such-user-here", "", Int32(67), "no such user"),
    ("../etc/passwd", "", Int32(67), "no such user"), ("a\nb", "", Int32(65), "control characters"),
  ])
  func otherRecipientsStopEverything(local: String, domain: String, status: Int32, words: String) {
    do throws(SubmitError) {
      _ = try deliver("x\n", to: [Address(localPart: user, domain: ""), Address(localPart: local, domain: domain)])
      Issue.record("accepted")
    } catch {
      #expect(error.exitStatus.rawValue == status)
      #expect(error.summary.contains(words), "\(error.summary)")
    }
    #expect(folder.read(user).isEmpty)
  }

  @Test func aMissingSpoolAndASymbolicLinkAreErrors() throws {
    #expect(throws: SubmitError.self) {
      try LocalDelivery(folder: folder.file("none"), localDomains: []).submit(
        message("x"), from: nil, to: [Address(localPart: user, domain: "")])
    }
    try folder.write("target", "kept")
    try FileManager.default.createSymbolicLink(atPath: folder.file(user), withDestinationPath: folder.file("target"))
    #expect(throws: SubmitError.self) { try deliver("x\n", to: [Address(localPart: user, domain: "")]) }
    #expect(String(decoding: folder.read("target"), as: UTF8.self) == "kept")
  }

  /// A message that comes behind a rewrite which a crash cut short finds the mailbox as it was, or as it was to be.
  @Test func aRewriteThatWasCutShortIsFinishedFirst() throws {
    let old =
      "From a Thu Jan  1 00:00:00 1970\nSubject: one\n\n1\n\nFrom b Thu Jan  1 00:00:00 1970\nSubject: two\n\n2\n\n"
    let kept = old.utf8.count / 2
    let new = String(old.suffix(kept))
    let state = folder.file("state")
    var number = 1
    var struck = true
    while struck {
      let path = folder.file(user)
      try folder.write(user, old)
      let file = try FileDescriptor.open(path, .readWrite)
      let status = try file.status()
      struck = FaultInjection.with(.stop, atCall: number, of: .changing) {
        try? RewriteJournal.rewriteInPlace(
          path, old: file, status: status, with: [.old(old.utf8.count - kept..<old.utf8.count)],
          journals: JournalFolders(preferred: state, beside: path))
      }
      _ = try LocalDelivery(folder: folder.path, localDomains: [], stateDirectory: state).submit(
        message("three\n"), from: nil, to: [Address(localPart: user, domain: "")])
      let text = String(decoding: folder.read(user), as: UTF8.self)
      // Behind either of them is the new message and nothing else.
      let added = [old, new].filter { text.hasPrefix($0 + "From MAILER-DAEMON ") }
      #expect(added.count == 1, "call \(number): \(text)")
      number += 1
      try #require(number < 100)
    }
    #expect(number > 5)
  }

  /// The time for locks is that of all mailboxes together, and each is tried, however much of it the others took.
  @Test func mailboxesThatAreLockedAreWaitedForTogether() throws {
    let others = ["daemon", "bin", "sys", "nobody"].filter { User.named($0) != nil && $0 != user }
    try #require(others.count > 1)
    for name in others { try folder.write(name + ".lock", "\(Environment.processID)\n") }
    let delivery = LocalDelivery(folder: folder.path, localDomains: [], locks: LockPolicy(waiting: 0))
    let receipt = try delivery.submit(
      message("x\n"), from: nil, to: (others + [user]).map { Address(localPart: $0, domain: "") })
    #expect(receipt.missing.map(\.localPart) == others)
    #expect(String(decoding: folder.read(user), as: UTF8.self).contains("Subject: x"))
    for name in others { #expect(folder.read(name).isEmpty) }
  }
}
