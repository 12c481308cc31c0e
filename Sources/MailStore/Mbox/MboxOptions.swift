import MailSystem

/// How a mailbox is opened.
public struct MboxOptions: Sendable {
  /// Whether nothing will be changed.
  public var isReadOnly = false
  /// Where indexes are kept between runs, such as `$XDG_CACHE_HOME/mail`; nil to keep none.
  public var cacheDirectory: String?
  /// Where the journal of a rewrite in place is kept, such as `$XDG_STATE_HOME/mail`; nil for the mailbox's own folder.
  ///
  /// Where it cannot be used, others are.
  public var stateDirectory: String?
  /// How long locks are waited for.
  public var lockSeconds = LockPolicy.usualWait
  /// Below this size an index is made anew rather than kept.
  public var cacheThreshold = 1 << 20

  /// Programs for compressed files, before those that are built in.
  public var filters: [CompressionFilter] = []

  /// The usual ways, without cache.
  public init() {}

  /// Where notes about a mailbox are kept that the next start may need.
  func journals(for path: String) -> JournalFolders { JournalFolders(preferred: stateDirectory, beside: path) }
}
