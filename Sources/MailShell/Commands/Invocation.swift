import MailBytes
public import MailLanguage

/// A command as it was called: its arguments finished, the message list resolved to numbers.
public struct Invocation: Sendable {
  /// The name the command was called by, in full.
  public var name: String
  /// The messages, numbered from 1, in the order of the view.
  public var messages: [Int] = []
  /// The message list as typed; empty where the default was taken.
  public var writtenList: [UInt8] = []
  /// Whether the person named messages, or the default was taken.
  public var namesMessages = false
  /// The part that `2.1.3` names, as an IMAP section number; nil for the whole message.
  public var part: String?
  /// The words behind the messages with their quotes taken off: names, assignments, addresses, a file, a command.
  public var words: [QuotedWord] = []
  /// Whether the one word that was taken for a file reads as messages.
  public var fileReadsAsMessages = false
  /// The rest of the line as typed.
  public var raw: [UInt8] = []

  /// A call without arguments.
  public init(name: String) { self.name = name }

  /// The messages as an example names them: as typed, else by the number of the first.
  var exampleList: String { writtenList.isEmpty ? String(messages.first ?? 1) : String(keeping: writtenList) }

  /// The words as text.
  public var strings: [String] { words.map(\.string) }
  /// The rest of the line as text.
  public var text: String { String(keeping: raw) }
  /// The one word of a file name or shell command; nil when there is none.
  public var operand: QuotedWord? { words.last }
}
