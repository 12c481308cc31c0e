import Testing

@testable import MailShell

@Suite struct FateTests {
  @Test(
    "What becomes of a message of the system mailbox",
    arguments: [
      ([], false, false, .keep), ([.touched, .read], false, false, .move), ([.touched, .read], true, false, .keep),
      ([.read, .old], false, false, .keep), ([.deleted, .touched], true, true, .drop),
      ([.touched, .saved], false, false, .drop), ([.touched, .saved], true, false, .drop),
      ([.touched, .saved], false, true, .move), ([.touched, .saved], true, true, .keep),
      ([.touched, .preserved], false, false, .keep), ([.touched, .toMbox], true, false, .move),
      ([.touched, .saved, .preserved], false, false, .keep),
    ] as [(MessageState, Bool, Bool, Session.Fate)])
  func system(_ state: MessageState, _ holds: Bool, _ keepsSaved: Bool, _ fate: Session.Fate) {
    #expect(Session.fate(of: state, isSystem: true, holds: holds, keepsSaved: keepsSaved) == fate)
  }

  @Test(
    "Other folders keep everything but what is deleted or asked to go to mbox",
    arguments: [
      ([.touched, .read], .keep), ([.touched, .saved], .keep), ([.deleted], .drop), ([.touched, .toMbox], .move),
    ] as [(MessageState, Session.Fate)])
  func other(_ state: MessageState, _ fate: Session.Fate) {
    #expect(Session.fate(of: state, isSystem: false, holds: false, keepsSaved: false) == fate)
  }
}
