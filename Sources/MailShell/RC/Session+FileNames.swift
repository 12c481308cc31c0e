import MailBytes
import MailLanguage
import MailSystem

extension Session {
  /// A file name with `~`, `+` and `$VARIABLES` at their places; what stood in quotes is plain text.
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
      guard bytes[index] == UInt8(ascii: "$"), index + 1 < bytes.count else {
        result.append(bytes[index])
        index += 1
        continue
      }
      var start = index + 1
      let isBraced = bytes[start] == UInt8(ascii: "{")
      if isBraced { start += 1 }
      var end = start
      while end < bytes.count, Self.isNameByte(bytes[end]) || (isBraced && bytes[end] == UInt8(ascii: "-")) { end += 1 }
      guard end > start, !isBraced || (end < bytes.count && bytes[end] == UInt8(ascii: "}")) else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let name = Array(bytes[start..<end])
      if let value = settings.value(named: name) {
        result += value
      } else if let value = world.environment[String(decoding: name, as: UTF8.self)] {
        result += Array(value.utf8)
      }
      index = isBraced ? end + 1 : end
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "_")
  }
}
