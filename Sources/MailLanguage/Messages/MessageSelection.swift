/// What a message list chose.
public struct MessageSelection: Sendable, Equatable {
  /// The messages, each once, in the order of the view.
  public var messages: [Int]
  /// Whether the list was empty, so that the default was taken.
  public var isDefault = false
  /// The part of a single message that the list named, as an IMAP section number.
  public var part: String?

  /// Makes a selection of these messages.
  public init(_ messages: [Int]) { self.messages = messages }
}
