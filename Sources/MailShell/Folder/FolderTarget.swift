/// Where a folder's name leads.
struct FolderTarget: Equatable {
  /// The name as people are shown it.
  var name: String
  /// The file, or the URL of a server.
  var path: String
  /// Whether it is the user's system mailbox, from which read messages move to mbox.
  var isSystem = false
  /// Whether it lies on a server.
  var isRemote = false
  /// Whether a new one is to be a Maildir, as `maildir://` and `mbox://` say; nil leaves it to `newfolders`.
  var isMaildir: Bool?
}
