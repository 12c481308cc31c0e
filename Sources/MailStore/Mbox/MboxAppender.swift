public import MailFormat
public import MailSystem

/// Puts messages into a file of messages: save, copy, record, dead.letter, mbox.
public enum MboxAppender {
  /// One message to be written.
  public enum Item {
    /// A message of an open mailbox as it stands there, with another status if one is given.
    case stored(any Mailbox, number: Int, flags: MessageFlags?)
    /// A message from memory; lines that look like a From_ line are quoted on the way.
    case composed(fromLine: [UInt8], content: [UInt8])
    /// A message handed over piece by piece; lines that look like a From_ line are quoted on the way.
    case streamed(fromLine: [UInt8], produce: (_ sink: ([UInt8]) throws(StoreError) -> Void) throws(StoreError) -> Void)
  }

  /// How the file is written.
  public struct Options: Sendable {
    /// Whether the messages go to the front, as without `append`.
    public var prepends = false
    /// The access rights of a new file.
    public var mode: UInt32 = 0o600
    /// How long locks are waited for.
    public var locks = LockPolicy()
    /// Whether a file that holds something else than messages is refused.
    public var requiresMailbox = false

    /// Programs for compressed files, before those that are built in.
    public var filters: [CompressionFilter] = []
    /// Where the journal of a rewrite in place is kept, as in `MboxOptions`: one that a crash cut short is finished before
    /// anything is added.
    public var stateDirectory: String?

    /// At the end, with 0600.
    public init() {}

    /// Where notes about the file are kept that the next start may need.
    func journals(for path: String) -> JournalFolders { JournalFolders(preferred: stateDirectory, beside: path) }
  }

  /// Writes all messages and makes them durable, or leaves the file as it was.
  public static func append(
    _ items: [Item], to path: String, options: Options = Options()
  ) throws(StoreError) -> AppendReceipt {
    var writer = try MboxWriter.open(path: path, options: options)
    for item in items { try writer.add(item) }
    return try writer.finish()
  }
}
