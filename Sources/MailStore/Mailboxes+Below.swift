import MailSystem

extension Mailboxes {
  /// What may be a mailbox below a folder that is none itself, or whose path ends with a slash: files, Maildirs, MH folders,
  /// in order; nil for anything else.
  ///
  /// Whether a file holds mail is found out when it is opened. Hidden names count only as subfolders of a Maildir++.
  public static func below(_ path: String) -> [String]? {
    guard FileSystem.isDirectory(path) else { return nil }
    let isFolder = isFolderOfMessages(path)
    guard !isFolder || path.utf8.last == UInt8(ascii: "/") else { return nil }
    var folder = path
    while folder.utf8.count > 1, folder.utf8.last == UInt8(ascii: "/") { folder.removeLast() }
    var found = isFolder ? [folder] : []
    var seen: Set<UInt64> = []
    add(below: folder, depth: 0, seen: &seen, to: &found)
    return found
  }

  /// How deep folders are followed.
  private static var deepestFolder: Int { 16 }

  /// - Parameter seen: the folders that were looked into, so that links that lead back end.
  private static func add(below folder: String, depth: Int, seen: inout Set<UInt64>, to found: inout [String]) {
    guard depth < deepestFolder, let status = try? FileSystem.status(of: folder),
      seen.insert(status.inode ^ status.device << 40).inserted, let names = try? FileSystem.names(in: folder)
    else { return }
    let isFolder = isFolderOfMessages(folder)
    for name in names.sorted() {
      let path = folder + "/" + name
      let kind = (try? FileSystem.status(of: path))?.kind
      guard kind == .directory else {
        if kind == .file, !name.hasPrefix("."), !name.hasSuffix(".lock"), !isFolder { found.append(path) }
        continue
      }
      if name.hasPrefix(".") {
        if MaildirMailbox.isMaildir(path) { found.append(path) }
      } else if !["cur", "new", "tmp"].contains(name) {
        if isFolderOfMessages(path) { found.append(path) }
        add(below: path, depth: depth + 1, seen: &seen, to: &found)
      }
    }
  }
}
