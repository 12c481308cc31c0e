import MailSystem

/// Where a folder's name leads.
struct FolderTarget: Equatable {
  /// The name as people are shown it.
  var name: String
  /// The file, or the URL of a server.
  var path: String
  /// The path from the root on, which tells whether two names mean the same folder; a server's URL stays as it is.
  var wholePath: String { isRemote ? path : FileSystem.absolutePath(path) }
  /// Whether it is the user's system mailbox, from which read messages move to mbox.
  var isSystem = false
  /// Whether it lies on a server.
  var isRemote = false
  /// Whether a new one is to be a Maildir, as `maildir://` and `mbox://` say; nil leaves it to `newfolders`.
  var isMaildir: Bool?
}
