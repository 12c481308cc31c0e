import MailStore
import MailSystem

/// The folders below a folder, as `folders` lists them: files and subfolders by name, those of a Maildir++ by the names
/// behind their dots.
enum FolderLister {
  /// The names in order; nil where the folder is no Maildir, so that the lister of the person does.
  static func maildirFolders(in path: String) throws(SystemError) -> [String]? {
    let names = try FileSystem.names(in: path)
    let subfolders = names.filter {
      $0.utf8.count > 1 && $0.hasPrefix(".") && MaildirMailbox.isMaildir(path + "/" + $0)
    }
    guard MaildirMailbox.isMaildir(path) || !subfolders.isEmpty else { return nil }
    let others = names.filter { !$0.hasPrefix(".") && !["cur", "new", "tmp"].contains($0) }
    return (subfolders.map { String($0.dropFirst()) } + others).sorted()
  }

  /// The Maildir++ subfolder that `+Work/Sub` stands for: `.Work.Sub` of the mail folder; nil where there is none, or where
  /// something has the name itself.
  static func maildirFolder(_ name: String, in folder: String) -> String? {
    guard !name.isEmpty, !name.hasPrefix("."), !FileSystem.exists(folder + "/" + name) else { return nil }
    let path = folder + "/." + String(name.map { $0 == "/" ? "." : $0 })
    return MaildirMailbox.isMaildir(path) ? path : nil
  }
}
