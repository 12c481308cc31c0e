public import MailLanguage

/// What the command line asks of the reader.
public struct ReadRequest: Sendable {
  /// The folder's name as typed; nil for the system mailbox.
  public var folder: QuotedWord?
  /// Whose system mailbox is opened instead; nil for one's own.
  public var user: String?
  /// `-R`: nothing may be changed.
  public var isReadOnly = false
  /// `-e`: only tell by the exit status whether there is mail.
  public var onlyChecks = false
  /// `-H`: list the messages and end.
  public var onlyLists = false
  /// `-L`: the message list that `-e` and `-H` look at.
  public var list: [UInt8]?
  /// `-N`: neither banner nor header summary.
  public var isQuiet = false
  /// `-p`: print everything in the folder and end (Old BSD and SysV).
  public var printsAll = false
  /// `-#`: nobody is asked anything, whoever types.
  public var isBatch = false
  /// `-Y`: commands to run once the folder is open.
  public var commands: [[UInt8]] = []

  /// The system mailbox, with banner.
  public init() {}
}
