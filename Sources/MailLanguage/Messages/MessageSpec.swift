/// One term of a message list.
public indirect enum MessageSpec: Sendable, Equatable {
  /// A single message.
  case point(MessagePoint)
  /// From one point to another, both included, in the order of the view.
  case range(MessagePoint, MessagePoint)
  /// `*`: all messages.
  case all
  /// A backquote: the previous list.
  case formerList
  /// `&5`: the message and its answers.
  case thread(MessagePoint)
  /// `:nf`: messages of any of these classes.
  case classes([MessageClass], written: [UInt8])
  /// A search: the first of these questions that finds anything gives the messages.
  case match([MessageMatch], written: [UInt8])
  /// `/` alone: the last search again, or all messages when there was none.
  case repeatedSearch
  /// `!spec`
  case not(MessageSpec)
  /// `{specs}`
  case group([MessageSpec])
  /// `3.1.2` or `3[1.2]`: a part of a message.
  case part(MessagePoint, path: String)
}

/// A place in the mailbox that a message list names.
public enum MessagePoint: Sendable, Equatable {
  /// A number.
  case number(Int)
  /// `.`
  case current
  /// `^`
  case first
  /// `$`
  case last
  /// `+`
  case next
  /// `-`
  case previous
  /// `;`
  case former
  /// `,`
  case parent
}
