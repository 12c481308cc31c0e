import MailFormat
import MailSystem

/// Puts messages into a Maildir: written whole to `tmp`, then given their name.
enum MaildirAppender {
  /// Adds all messages and makes them durable, or none.
  static func append(_ items: [MboxAppender.Item], to path: String) throws(StoreError) -> AppendReceipt {
    var writer = MessageFileWriter()
    var isNew = false
    var placed: [String] = []
    do throws(StoreError) {
      if !MaildirMailbox.isMaildir(path) {
        try make(path)
        isNew = true
      }
      removeRemains(in: path)
      for item in items {
        placed.append(try add(item, to: path, &writer))
      }
      try StoreError.wrapping { () throws(SystemError) in
        try FileSystem.syncDirectory(path + "/cur")
        try FileSystem.syncDirectory(path + "/new")
      }
    } catch {
      for file in placed { try? FileSystem.remove(file) }
      throw error
    }
    var receipt = writer.receipt
    receipt.isNew = isNew
    return receipt
  }

  private static func make(_ path: String) throws(StoreError) {
    try StoreError.wrapping { () throws(SystemError) in
      for folder in ["tmp", "new", "cur"] { try FileSystem.makeDirectories(path + "/" + folder) }
    }
  }

  /// Nanoseconds after which programs agree that what lies in `tmp` is nobody's work any more: 36 hours.
  static let longestWriting: Int64 = 36 * 3600 * 1_000_000_000

  /// Removes what killed writers of the person's have left in `tmp`.
  ///
  /// Not by the time of the content alone, which programs set to that of the message.
  static func removeRemains(in path: String, olderThan age: Int64 = longestWriting) {
    let now = Clock.wallNanoseconds()
    for name in (try? FileSystem.names(in: path + "/tmp")) ?? [] where name.utf8.first != UInt8(ascii: ".") {
      let file = path + "/tmp/" + name
      guard let found = try? FileSystem.status(of: file, followLinks: false), found.kind == .file,
        found.user == User.effectiveID, now - max(found.accessed, found.modified, found.changed) > age
      else { continue }
      try? FileSystem.remove(file)
    }
  }

  private static func add(
    _ item: MboxAppender.Item, to path: String, _ writer: inout MessageFileWriter
  ) throws(StoreError) -> String {
    var file = try StoreError.wrapping { () throws(SystemError) in
      try TemporaryFile.make(in: path + "/tmp", prefix: uniquePrefix(), mode: 0o600)
    }
    let flags = try writer.write(item, to: file.descriptor)
    let unique = FileSystem.lastComponent(of: file.path)
    let target =
      flags.isEmpty
      ? path + "/new/" + unique : path + "/cur/" + MaildirName(unique).named(flags.subtracting(.old))
    do {
      try FileSystem.rename(file.path, to: target)
    } catch { throw StoreError(error) }
    file.keep()
    return target
  }

  /// `seconds.MmicrosecondsPprocess_`; the random end and the host come behind it.
  private static func uniquePrefix() -> String {
    let now = Clock.wallNanoseconds()
    let host = String(
      decoding: Host.name().utf8.map { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") ? UInt8(ascii: "_") : $0 },
      as: UTF8.self)
    // As many digits each time: those of one second are listed in the order of the names.
    let micro = String(1_000_000 + now / 1000 % 1_000_000).dropFirst()
    return "\(now / 1_000_000_000).M\(micro)P\(Environment.processID).\(host)."
  }
}
