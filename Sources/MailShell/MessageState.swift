import MailFormat
import MailStore

/// What the session knows of one message beyond the mailbox: what the person did to it.
///
/// Kept small, since a large mailbox has one for each message: a set of bits.
public struct MessageState: OptionSet, Sendable {
  /// The bits.
  public let rawValue: UInt16
  /// Takes the bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Marked by delete; goes when the folder is left.
  public static let deleted = MessageState(rawValue: 1 << 0)
  /// Shown or otherwise worked on in this session, so that it leaves the system mailbox as read messages do.
  public static let touched = MessageState(rawValue: 1 << 1)
  /// Written to a file by save, so that it leaves the system mailbox.
  public static let saved = MessageState(rawValue: 1 << 2)
  /// Marked by hold or preserve: stays in the system mailbox.
  public static let preserved = MessageState(rawValue: 1 << 3)
  /// Marked by mbox: goes to the secondary mailbox.
  public static let toMbox = MessageState(rawValue: 1 << 4)
  /// Arrived in or before an earlier session: `O` in the Status field, or read.
  public static let old = MessageState(rawValue: 1 << 5)
  /// Read: `R` in the Status field, or shown in this session.
  public static let read = MessageState(rawValue: 1 << 6)
  /// Flagged.
  public static let flagged = MessageState(rawValue: 1 << 7)
  /// Answered.
  public static let answered = MessageState(rawValue: 1 << 8)
  /// A draft.
  public static let draft = MessageState(rawValue: 1 << 9)
  /// Marked by GNU's tag command.
  public static let tagged = MessageState(rawValue: 1 << 10)
  /// Hidden by kill.
  public static let killed = MessageState(rawValue: 1 << 11)
  /// Hidden below its thread's first message by collapse.
  public static let collapsed = MessageState(rawValue: 1 << 12)
  /// Its status letters changed, so that the folder must be rewritten.
  public static let statusChanged = MessageState(rawValue: 1 << 13)
  /// Classified as junk.
  public static let junk = MessageState(rawValue: 1 << 14)
  /// Removed by another program: its number stands for nothing any more.
  static let gone = MessageState(rawValue: 1 << 15)

  /// What the mailbox keeps.
  static let ofStatus: MessageState = [.old, .read, .flagged, .answered, .draft]

  /// Whatever the header summary has a letter for beyond new, unread, read and old.
  static let marked: MessageState = [.saved, .preserved, .toMbox, .flagged, .answered, .draft]

  /// What changes when a message is shown or listed.
  static let marksOfShowing: MessageState = [.touched, .read, .collapsed, .statusChanged]

  /// Neither read nor seen by an earlier session.
  public var isNew: Bool { intersection([.old, .read]).isEmpty }
  /// Not read; new messages count.
  public var isUnread: Bool { !contains(.read) }
  /// Whether lists and summaries pass the message over.
  public var isHidden: Bool { !intersection([.deleted, .killed, .gone]).isEmpty }

  /// Whether summaries and next come to the message: one that is new also below a collapsed thread.
  public var isListed: Bool { !isHidden && (!contains(.collapsed) || isNew) }

  /// The state of a message as the mailbox keeps it.
  init(_ flags: MessageFlags) {
    self = []
    if flags.contains(.read) { insert(.read) }
    if flags.contains(.old) { insert(.old) }
    if flags.contains(.answered) { insert(.answered) }
    if flags.contains(.flagged) { insert(.flagged) }
    if flags.contains(.draft) { insert(.draft) }
  }

  /// What the mailbox is to keep: whatever is left once is old from then on.
  var flagsWhenLeft: MessageFlags {
    var flags: MessageFlags = .old
    if contains(.read) { flags.insert(.read) }
    if contains(.answered) { flags.insert(.answered) }
    if contains(.flagged) { flags.insert(.flagged) }
    if contains(.draft) { flags.insert(.draft) }
    return flags
  }
}
