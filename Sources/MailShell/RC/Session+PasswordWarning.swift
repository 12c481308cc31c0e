import MailSystem

extension Session {
  /// Warns once of a file that holds a password and is readable by others.
  func warnAboutPassword(in path: String, _ text: [UInt8]) {
    guard !language.hasWarnedOfPassword, Session.holdsPassword(text) else { return }
    guard let status = try? FileSystem.status(of: path), status.kind == .file else { return }
    if status.user != User.currentID, status.user != 0 {
      language.hasWarnedOfPassword = true
      world.output.flush()
      world.errors.write(
        "\(world.programName): \(path): holds a password and belongs to somebody else, who may change it\n")
      return
    }
    guard status.mode & 0o077 != 0 else { return }
    language.hasWarnedOfPassword = true
    world.output.flush()
    world.errors.write(
      "\(world.programName): \(path): holds a password and others may read it\n" + "Type chmod 600 \(path).\n")
  }

  /// Whether a line sets a password, by its name or in the URL of a server, and is no comment.
  static func holdsPassword(_ text: [UInt8]) -> Bool {
    let needle = Array("password".utf8)
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0x0a { end += 1 }
      let line = text[start..<end]
      start = end + 1
      guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }), first != UInt8(ascii: "#") else { continue }
      guard line.contains(UInt8(ascii: "=")), line.count > needle.count else { continue }
      if holdsLogin(line) { return true }
      var index = line.startIndex
      while index + needle.count < line.endIndex {
        if line[index] == needle[0], line[index..<(index + needle.count)].elementsEqual(needle) {
          // `password-command` and its like name a program, not a password.
          let rest = line[(index + needle.count)...]
          if !rest.starts(with: "-c".utf8) { return true }
        }
        index += 1
      }
    }
    return false
  }

  /// Whether `://user:word@` stands in a line.
  private static func holdsLogin(_ line: ArraySlice<UInt8>) -> Bool {
    let mark = Array("://".utf8)
    guard let start = line.indices.first(where: { line[$0...].starts(with: mark) }) else { return false }
    let word = line[(start + mark.count)...].prefix { $0 > 0x20 && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }
    guard let at = word.lastIndex(of: UInt8(ascii: "@")), let colon = word.firstIndex(of: UInt8(ascii: ":")) else {
      return false
    }
    return colon + 1 < at
  }
}
