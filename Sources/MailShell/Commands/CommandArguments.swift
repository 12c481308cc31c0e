/// What was typed behind a command's name, read according to the command's `ArgumentShape`.
public struct CommandArguments: Sendable {
  /// The messages, numbered from 1, in the order of the view.
  public var messages: [Int] = []
  /// Whether the person named messages, or the default was taken.
  public var namesMessages = false
  /// The words behind the messages, quotes taken off.
  public var words: [String] = []
  /// The rest of the line as typed; the shell command of pipe.
  public var text = ""
  /// The part that `2.1.3` or `2[1.3]` names, as an IMAP section number; nil for the whole message.
  public var part: String?
  /// The name the command was called by, in full.
  public var name = ""

  /// Nothing typed.
  public init() {}
}
