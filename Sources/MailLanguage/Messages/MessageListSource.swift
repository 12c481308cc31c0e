public import MailBytes

/// What evaluating a message list needs of the open mailbox; the session conforms.
///
/// Messages are numbered from 1, and numbers stay for the session. Methods that look into messages may fail, for a
/// server can go away.
public protocol MessageListSource {
  /// What looking into messages throws.
  associatedtype Failure: MailError

  /// How many messages there are, deleted ones counted.
  var messageCount: Int { get }
  /// Dot; 0 when the mailbox is empty.
  var currentMessage: Int { get }
  /// The message that was current before, for `;`.
  var formerMessage: Int? { get }
  /// The messages of the previous list, for a backquote.
  var formerList: [Int] { get }
  /// What `/` searched last, for `/` alone.
  var formerSearch: [MessageMatch] { get }
  /// All messages in the order of the view, or nil when that is the order of the numbers.
  var viewOrder: [Int]? { get }

  /// The state of a message.
  func state(of message: Int) -> MessageListState
  /// The message that this one answers, for `,`.
  func parent(of message: Int) throws(Failure) -> Int?
  /// The message and all that answer it, for `&`.
  func thread(from message: Int) throws(Failure) -> [Int]
  /// Those of the candidates that match, in any order.
  func find(_ match: MessageMatch, among candidates: [Int]) throws(Failure) -> [Int]
}

extension MessageListSource {
  /// The order of the numbers.
  public var viewOrder: [Int]? { nil }
  /// None.
  public var formerMessage: Int? { nil }
  /// None.
  public var formerSearch: [MessageMatch] { [] }
  /// None.
  public var formerList: [Int] { [] }
}
