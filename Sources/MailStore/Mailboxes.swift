import MailSystem

/// Chooses the driver for a path.
public enum Mailboxes {
  /// Opens a mailbox of whatever kind stands under a path.
  public static func open(_ path: String, options: MboxOptions = MboxOptions()) throws(StoreError) -> any Mailbox {
    if FileSystem.isDirectory(path) {
      if !MaildirMailbox.isMaildir(path), MHMailbox.isMH(path) {
        return try MHMailbox(path: path, options: options)
      }
      return try MaildirMailbox(path: path, options: options)
    }
    if let filter = CompressionFilter.matching(path, options.filters) {
      return try CompressedMailbox(path: path, filter: filter, options: options)
    }
    let mailbox = try MboxMailbox(path: path, options: options)
    try mailbox.checkHoldsMail()
    return mailbox
  }

  /// Whether a folder holds a file for each message, as Maildir and MH have it.
  public static func isFolderOfMessages(_ path: String) -> Bool {
    FileSystem.isDirectory(path) && (MaildirMailbox.isMaildir(path) || MHMailbox.isMH(path))
  }

  /// Adds messages to a mailbox of whatever kind stands under a path; a new one is a file, or with a slash at its end a
  /// Maildir.
  public static func append(
    _ items: [MboxAppender.Item], to path: String, options: MboxAppender.Options = MboxAppender.Options()
  ) throws(StoreError) -> AppendReceipt {
    let isFolder = path.utf8.last == UInt8(ascii: "/") && !FileSystem.exists(path)
    if isFolder || MaildirMailbox.isMaildir(path) { return try MaildirAppender.append(items, to: path) }
    if FileSystem.isDirectory(path), MHMailbox.isMH(path) { return try MHAppender.append(items, to: path) }
    if let filter = CompressionFilter.matching(path, options.filters) {
      return try CompressedMailbox.append(items, to: path, filter: filter, options: options)
    }
    return try MboxAppender.append(items, to: path, options: options)
  }
}
