import MailBytes
import MailLanguage
import MailSystem

extension Session {
  /// A file name with `~`, `+` and `$VARIABLES` at their places; what stood in single quotes is plain text.
  func expandFileName(_ word: QuotedWord) throws(ShellError) -> String {
    word.isLiteral ? word.string : try expandFileName(word.string)
  }

  /// A file name with `~`, `+` and `$VARIABLES` at their places.
  func expandFileName(_ name: String) throws(ShellError) -> String {
    var name = name
    if name.utf8.first == UInt8(ascii: "+") {
      guard let folder = try mailFolder() else { return name }
      name = folder + "/" + String(decoding: name.utf8.dropFirst(), as: UTF8.self)
    }
    name = expandVariables(name)
    guard name.utf8.first == UInt8(ascii: "~") else { return name }
    let end = name.utf8.firstIndex(of: UInt8(ascii: "/")) ?? name.endIndex
    let user = String(name[name.utf8.index(after: name.startIndex)..<end])
    if user.isEmpty {
      guard let home = world.home else {
        throw ShellError(
          "\(TerminalQuote.quoted(name)): no home folder is known", hint: "Set HOME, or write the whole path.",
          exitStatus: .configuration)
      }
      return home + name[end...]
    }
    guard let entry = User.named(user) else { return name }
    return entry.home + name[end...]
  }

  /// Whether there is a file of exactly this name, or of what `~` makes of it: no shell expands `--attach=~/file`.
  func existsAsNamed(_ name: String) -> Bool {
    if FileSystem.exists(name) { return true }
    guard name.utf8.first == UInt8(ascii: "~"), let path = try? expandFileName(name) else { return false }
    return FileSystem.exists(path)
  }

  /// The folder that `+` stands for; below the home folder when it is relative, nil when `folder` is unset.
  func mailFolder() throws(ShellError) -> String? {
    guard let folder = settings.string(.folder), !folder.isEmpty, folder.utf8.first != UInt8(ascii: "+") else {
      return nil
    }
    let path = try expandFileName(folder)
    if path.utf8.first == UInt8(ascii: "/") || Substring(path).range(ofASCII: "://") != nil { return path }
    guard let home = world.home else { return path }
    return home + "/" + path
  }

  /// `$NAME` and `${NAME}` replaced by a setting or a variable of the environment; unknown names by nothing.
  func expandVariables(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: "$")) else { return text }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "$"),
        let name = VariableName.read(bytes, &index, isKnown: { self.isVariable($0) })
      else {
        result.append(bytes[index])
        index += 1
        continue
      }
      result += variable(name) ?? []
    }
    return String(keeping: result)
  }
}
