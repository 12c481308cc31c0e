/// A class of messages, as `:n` names it.
public enum MessageClass: UInt8, Sendable, CaseIterable {
  /// `:n`
  case new
  /// `:o`
  case old
  /// `:r`
  case read
  /// `:u`, with the new ones.
  case unread
  /// `:d`
  case deleted
  /// `:f`
  case flagged
  /// `:a`
  case answered
  /// `:t`, drafts and tagged messages.
  case draftOrTagged
  /// `:T`
  case untagged
  /// `:s` spam where a filter is used, else saved.
  case savedOrSpam
  /// `:S`
  case unsure
  /// `:k`
  case killed
  /// `:j`
  case junk
  /// `:l`
  case list
  /// `:L`
  case subscribedList

  /// The class of a letter.
  init?(letter: UInt8) {
    switch letter {
    case UInt8(ascii: "n"): self = .new
    case UInt8(ascii: "o"): self = .old
    case UInt8(ascii: "r"): self = .read
    case UInt8(ascii: "u"): self = .unread
    case UInt8(ascii: "d"): self = .deleted
    case UInt8(ascii: "f"): self = .flagged
    case UInt8(ascii: "a"): self = .answered
    case UInt8(ascii: "t"): self = .draftOrTagged
    case UInt8(ascii: "T"): self = .untagged
    case UInt8(ascii: "s"): self = .savedOrSpam
    case UInt8(ascii: "S"): self = .unsure
    case UInt8(ascii: "k"): self = .killed
    case UInt8(ascii: "j"): self = .junk
    case UInt8(ascii: "l"): self = .list
    case UInt8(ascii: "L"): self = .subscribedList
    default: return nil
    }
  }

  /// Whether a message of this state belongs to the class.
  public func holds(_ state: MessageListState) -> Bool {
    switch self {
    case .new: state.contains(.new) && !state.contains(.read)
    case .old: state.contains(.old)
    case .read: state.contains(.read)
    case .unread: !state.contains(.read)
    case .deleted: state.contains(.deleted)
    case .flagged: state.contains(.flagged)
    case .answered: state.contains(.answered)
    case .draftOrTagged: !state.isDisjoint(with: [.draft, .tagged])
    case .untagged: !state.contains(.tagged)
    case .savedOrSpam: !state.isDisjoint(with: [.saved, .spam])
    case .unsure: state.contains(.unsure)
    case .killed: state.contains(.killed)
    case .junk: state.contains(.spam)
    case .list: !state.isDisjoint(with: [.list, .subscribedList])
    case .subscribedList: state.contains(.subscribedList)
    }
  }
}
