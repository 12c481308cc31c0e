/// Which messages a command works on.
public enum MessageScope: Sendable {
  /// Those not deleted: nearly every command.
  case undeleted
  /// Deleted ones: `undelete`.
  case deleted
  /// Those not deleted, and deleted ones where the list asks for them by their class: `from :d`.
  case any

  /// Whether a message may be chosen by a search, range or `*`.
  func fits(_ state: MessageListState) -> Bool {
    state.contains(.deleted) == (self == .deleted) && !state.contains(.gone)
  }
}
