public import MailFormat
public import MailSystem

/// What is to become of the messages of a mailbox when it is left; messages not named stay as they are.
public struct QuitPlan: Sendable {
  /// What becomes of one message.
  public enum Fate: Sendable, Equatable {
    /// It stays, with this status.
    case keep(MessageFlags)
    /// It stays, as header and body that were written anew, with this status.
    case replace([UInt8], MessageFlags)
    /// It goes.
    case drop
    /// It goes to the secondary mailbox, with this status, and then from here.
    case move(MessageFlags)
  }

  /// What an emptied mailbox becomes.
  public enum WhenEmpty: Sendable {
    /// An empty file.
    case truncate
    /// No file, where the folder allows it.
    case remove
  }

  /// The fates of the messages that change, by number.
  public private(set) var fates: [(number: Int, fate: Fate)] = []
  /// The file that takes moved messages: `~/mbox`.
  public var secondary: String?
  /// Whether moved messages go to the end of the secondary mailbox, as `append` says, or to its front.
  public var appends = true
  /// What an emptied mailbox becomes.
  public var whenEmpty = WhenEmpty.truncate
  /// How long locks are waited for.
  public var locks = LockPolicy()
  /// Whether messages that arrived and were never listed are marked old.
  public var marksArrivalsOld = false

  /// A plan that changes nothing.
  public init() {}

  /// Decides about one message; a later decision about the same one counts.
  public mutating func set(_ number: Int, to fate: Fate) {
    if let last = fates.last, last.number >= number, let index = fates.firstIndex(where: { $0.number >= number }) {
      if fates[index].number == number {
        fates[index].fate = fate
      } else {
        fates.insert((number, fate), at: index)
      }
    } else {
      fates.append((number, fate))
    }
  }

  /// Forgets all decisions, but not how they are carried out.
  mutating func removeAll() { fates.removeAll() }

  /// Forgets the decisions about some messages.
  mutating func forget(where isForgotten: (_ number: Int, _ fate: Fate) -> Bool) {
    fates.removeAll { isForgotten($0.number, $0.fate) }
  }

  /// Whether there is nothing to do.
  public var isEmpty: Bool { fates.isEmpty }
}
