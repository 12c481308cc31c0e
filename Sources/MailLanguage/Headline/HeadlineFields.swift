public import MailBytes

/// What a line of the header summary shows of one message.
///
/// Texts come cleaned and on one line; each is asked for only when the format has its field.
public protocol HeadlineFields {
  /// What looking into the message throws.
  associatedtype Failure: Error

  /// The number of the message.
  var number: Int { get }
  /// How many messages there are, which widens the column of numbers.
  var messageCount: Int { get }
  /// Whether it is the current one.
  var isCurrent: Bool { get }
  /// The letter of its state.
  var stateLetter: UInt8 { get }
  /// Its place in the view, from 1.
  var place: Int { get }
  /// Its depth in the thread tree, 0 without one.
  var depth: Int { get }
  /// Its spam score, if any.
  var score: Int? { get }
  /// Its UID on the server, if any.
  var uid: Int? { get }
  /// Its lines, nil when nobody counted.
  func lines() throws(Failure) -> Int?
  /// Its bytes.
  func octets() throws(Failure) -> Int?
  /// Its sender, or recipient for mail of one's own.
  func sender() throws(Failure) -> TerminalText
  /// Its date as the line shows it.
  func date() throws(Failure) -> TerminalText
  /// Its subject.
  func subject() throws(Failure) -> TerminalText
  /// The lines of the thread tree in front of the subject.
  func tree() throws(Failure) -> TerminalText
  /// Its first recipient.
  func recipient() throws(Failure) -> TerminalText
  /// The mailing list it came by.
  func list() throws(Failure) -> TerminalText
  /// Where the sender, date or subject stands in some bytes as it is to be shown; nil when it takes more to find out.
  ///
  /// It counts only if it is printable ASCII, which need not be known here.
  func plainText(of field: HeadlineFormat.Field) -> (bytes: [UInt8], range: Range<Int>)?
}

extension HeadlineFields {
  /// The number.
  public var place: Int { number }
  /// 0.
  public var depth: Int { 0 }
  /// None.
  public var score: Int? { nil }
  /// None.
  public var uid: Int? { nil }
  /// Nothing.
  public func tree() throws(Failure) -> TerminalText { TerminalText() }
  /// Nothing.
  public func recipient() throws(Failure) -> TerminalText { TerminalText() }
  /// Nothing.
  public func list() throws(Failure) -> TerminalText { TerminalText() }
  /// Unknown.
  public func plainText(of field: HeadlineFormat.Field) -> (bytes: [UInt8], range: Range<Int>)? { nil }
}
