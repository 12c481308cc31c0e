import MailSystem

extension Mailboxes {
  /// Removes a mailbox of whatever kind with its messages; a folder that holds anything else stays as it is.
  public static func remove(_ path: String) throws(StoreError) {
    do throws(SystemError) {
      guard try FileSystem.status(of: path, followLinks: false)?.kind == .directory else {
        try FileSystem.remove(path)
        return
      }
      if MaildirMailbox.isMaildir(path) { try removeMaildir(path) } else { try removeMH(path) }
    } catch { throw StoreError(error) }
  }

  private static func removeMaildir(_ path: String) throws(SystemError) {
    let parts = ["cur", "new", "tmp"]
    let others = try FileSystem.names(in: path).filter { !parts.contains($0) }
    for name in others where !isUpkeep(name) || FileSystem.isDirectory(path + "/" + name) {
      throw holdsMore(path, name)
    }
    for part in parts {
      for name in try FileSystem.names(in: path + "/" + part) where FileSystem.isDirectory("\(path)/\(part)/\(name)") {
        throw holdsMore(path, part + "/" + name)
      }
    }
    for part in parts {
      for name in try FileSystem.names(in: path + "/" + part) { try FileSystem.remove("\(path)/\(part)/\(name)") }
    }
    for name in others { try FileSystem.remove(path + "/" + name) }
    for part in parts { try FileSystem.removeDirectory(path + "/" + part) }
    try FileSystem.removeDirectory(path)
  }

  /// What programs keep beside the messages of a Maildir and make anew.
  private static func isUpkeep(_ name: String) -> Bool {
    name == "maildirfolder" || name == "maildirsize" || name.hasPrefix("dovecot") || name.hasPrefix("courier")
  }

  private static func removeMH(_ path: String) throws(SystemError) {
    let names = try FileSystem.names(in: path)
    for name in names {
      // A removed message lies aside under its number with a comma.
      let isMessage = MHMailbox.fileNumber(name.hasPrefix(",") ? String(name.dropFirst()) : name) != nil
      guard isMessage || name == ".mh_sequences", !FileSystem.isDirectory(path + "/" + name) else {
        throw holdsMore(path, name)
      }
    }
    for name in names { try FileSystem.remove(path + "/" + name) }
    try FileSystem.removeDirectory(path)
  }

  private static func holdsMore(_ path: String, _ name: String) -> SystemError {
    SystemError(call: "rmdir", subject: path, errno: 0, detail: "holds something else than messages: \(name)")
  }
}
