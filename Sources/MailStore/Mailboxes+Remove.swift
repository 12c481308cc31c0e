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
    let isSurelyMH = names.contains(".mh_sequences")
    for name in names where name != ".mh_sequences" {
      guard try isMessage(path + "/" + name, inMH: isSurelyMH) else { throw holdsMore(path, name) }
    }
    for name in names { try FileSystem.remove(path + "/" + name) }
    try FileSystem.removeDirectory(path)
  }

  /// Whether a file named by a number may be one message: a mailbox of the year 2022 is none, and where nothing else tells
  /// of MH it must begin as one.
  private static func isMessage(_ path: String, inMH isSurelyMH: Bool) throws(SystemError) -> Bool {
    switch try FileSystem.status(of: path, followLinks: false)?.kind {
    case .file: break
    // A link is removed, not what it leads to.
    case .link: return isSurelyMH
    default: return false
    }
    let file = try FileDescriptor.open(path, .read, options: [.nonBlocking, .noFollow])
    var head: [UInt8] = []
    _ = try file.readFully(at: 0, into: &head, count: longestFieldName)
    if head.starts(with: "From ".utf8) { return false }
    let name = head.prefix { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: ":") }
    return isSurelyMH || !name.isEmpty && name.count < head.count && head[name.count] == UInt8(ascii: ":")
  }

  /// Bytes; no line of a message is longer.
  private static let longestFieldName = 998

  private static func holdsMore(_ path: String, _ name: String) -> SystemError {
    SystemError(call: "rmdir", subject: path, errno: 0, detail: "holds something else than messages: \(name)")
  }
}
