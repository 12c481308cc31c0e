import MailStore
import MailSystem

/// Knows at a prompt whether the open folder may have changed: told by the system where it can, else once a second.
final class FolderWatch {
  private var watch: FileWatch?
  private var name = ""
  private var lastLook: Int64 = 0

  /// Whether a look at the folder is due.
  func hasChanged(_ mailbox: any Mailbox, now: Int64) -> Bool {
    if mailbox.name != name {
      name = mailbox.name
      watch = FileWatch(Self.paths(of: name))
      return true
    }
    guard watch != nil else {
      defer { lastLook = now }
      return now != lastLook
    }
    guard watch?.hasChanged() == true else { return false }
    // The name may stand for another file now.
    watch = FileWatch(Self.paths(of: name))
    return true
  }

  private static func paths(of name: String) -> [String] {
    guard FileSystem.isDirectory(name) else { return [name] }
    return MaildirMailbox.isMaildir(name) ? [name + "/new", name + "/cur"] : [name]
  }
}
