import MailLanguage
import MailSystem

extension Session {
  /// What a folder's name stands for: `%`, `%user`, `%:file`, `#`, `&`, `@`, `+name`, `~`, shortcuts, URLs and files.
  func resolveFolder(_ word: QuotedWord) throws -> FolderTarget {
    if word.isLiteral { return FolderTarget(name: word.string, path: word.string) }
    let target = try resolveFolder(named: word.string)
    return word.isQuoted ? target : try matched(target)
  }

  /// The one folder that `*`, `?` and `[...]` in a name stand for; the name itself where nothing matches.
  private func matched(_ target: FolderTarget) throws(ShellError) -> FolderTarget {
    let hasWildcard = target.path.utf8.contains {
      $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[")
    }
    guard hasWildcard, !target.isRemote, !FileSystem.exists(target.path) else { return target }
    let found = FileSystem.paths(matching: target.path)
    guard let first = found.first else { return target }
    guard found.count == 1 else {
      throw ShellError(
        "\(target.name): \(found.count) folders match, and one is needed",
        hint: "They are \(found.prefix(3).joined(separator: ", "))\(found.count > 3 ? " and more" : "").")
    }
    var target = target
    (target.name, target.path) = (first, first)
    return target
  }

  /// What a folder's name stands for that was not quoted.
  func resolveFolder(named name: String, depth: Int = 0) throws -> FolderTarget {
    guard depth < 20 else { throw ShellError("\(name): shortcuts stand for each other") }
    if let shortcut = language.shortcut(name) { return try resolveFolder(named: shortcut, depth: depth + 1) }
    switch name {
    case "%": return try systemMailbox()
    case "&":
      let target = settings.string(.mbox) ?? "~/mbox"
      guard target != "&" else { throw ShellError("MBOX: & cannot stand for itself") }
      return try resolveFolder(named: target, depth: depth + 1)
    case "@":
      guard let firstFolder else { throw ShellError("No folder was given with -f") }
      return firstFolder
    case "#":
      guard let previousFolder else { throw ShellError("No previous file") }
      return previousFolder
    default: break
    }
    if name.hasPrefix("%:") {
      var target = try resolveFolder(named: String(name.dropFirst(2)), depth: depth + 1)
      target.isSystem = true
      return target
    }
    if name.hasPrefix("%") {
      let user = String(name.dropFirst())
      let path = spoolDirectory + "/" + user
      return FolderTarget(name: path, path: path, isSystem: user == world.user.name)
    }
    if name.hasPrefix("+"), let folder = try mailFolder(),
      let path = FolderLister.maildirFolder(String(name.dropFirst()), in: folder)
    {
      return FolderTarget(name: path, path: path)
    }
    return try locate(try expandFileName(name))
  }

  /// A path or URL that needs no more expansion.
  private func locate(_ name: String) throws -> FolderTarget {
    guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")), name[colon...].hasPrefix("://") else {
      return FolderTarget(name: name, path: name)
    }
    let scheme = ASCIIName.lowered(String(name[..<colon]))
    let rest = String(name[colon...].dropFirst(3))
    switch scheme {
    case "file": return FolderTarget(name: name, path: rest)
    case "mbox", "maildir": return FolderTarget(name: name, path: rest, isMaildir: scheme == "maildir")
    case "imap", "imaps", "pop3", "pop3s": return FolderTarget(name: name, path: name, isRemote: true)
    default: return FolderTarget(name: name, path: name)
    }
  }

  /// The user's system mailbox: `inbox`, else `MAIL`, else the user's file in the spool folder.
  func systemMailbox() throws -> FolderTarget {
    if let inbox = settings.string(.inbox), !inbox.hasPrefix("%") {
      var target = try locate(try expandFileName(inbox))
      target.isSystem = true
      return target
    }
    if let mail = settings.string(.mail), !mail.isEmpty {
      var target = try locate(try expandFileName(mail))
      target.isSystem = true
      return target
    }
    let path = spoolDirectory + "/" + world.user.name
    return FolderTarget(name: path, path: path, isSystem: true)
  }

  /// Where messages for a folder are put: a new one is a Maildir where its name or `newfolders` says so, which a slash at
  /// the end of the path asks for.
  func appendPath(of target: FolderTarget) -> String {
    let isMaildir = target.isMaildir ?? (settings.word(.newfolders) == "maildir")
    guard isMaildir, target.path.utf8.last != UInt8(ascii: "/"), !FileSystem.exists(target.path) else {
      return target.path
    }
    return target.path + "/"
  }

  /// The folder of the system mailboxes.
  var spoolDirectory: String { settings.string(.spoolDirectory) ?? "/var/spool/mail" }
}
