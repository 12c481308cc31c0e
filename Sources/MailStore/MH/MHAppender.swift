import MailFormat
import MailSystem

/// Puts messages into an MH folder: written whole under a name that readers pass over, then linked to the next number.
enum MHAppender {
  /// Readers pass over names that begin with a comma.
  private static let temporaryPrefix = ",mail-"

  /// Removes what killed writers have left: messages on their way, and new versions of messages and sequences.
  static func removeRemains(in path: String, among names: [String]) {
    TemporaryFile.removeRemains(in: path, among: names, prefixes: [temporaryPrefix, AtomicReplace.temporaryPrefix])
  }

  /// Adds all messages and makes them durable, or none.
  static func append(_ items: [MboxAppender.Item], to path: String) throws(StoreError) -> AppendReceipt {
    var writer = MessageFileWriter()
    var placed: [(number: Int, isUnseen: Bool)] = []
    do {
      let names = try FileSystem.names(in: path)
      removeRemains(in: path, among: names)
      var next = (names.compactMap { MHMailbox.fileNumber($0) }.max() ?? 0) + 1
      for item in items {
        let file = try TemporaryFile.make(beside: path + "/new", prefix: temporaryPrefix)
        let flags = try writer.write(item, to: file.descriptor)
        placed.append((try link(file.path, in: path, from: &next), !flags.contains(.read)))
      }
      try mark(placed.filter { $0.isUnseen }.map { $0.number }, in: path)
      try FileSystem.syncDirectory(path)
    } catch {
      for (number, _) in placed { try? FileSystem.remove("\(path)/\(number)") }
      throw (error as? StoreError) ?? StoreError((error as? SystemError) ?? .missing(path))
    }
    return writer.receipt
  }

  /// Gives a file the next free number; another program may be doing the same.
  private static func link(_ file: String, in path: String, from next: inout Int) throws(SystemError) -> Int {
    while true {
      defer { next += 1 }
      do {
        try FileSystem.link(file, to: "\(path)/\(next)")
        return next
      } catch  where error.isExisting {
        continue
      }
    }
  }

  private static func mark(_ unseen: [Int], in path: String) throws(SystemError) {
    guard !unseen.isEmpty else { return }
    let name = path + "/.mh_sequences"
    var sequences = MHSequences()
    if FileSystem.exists(name) { sequences = MHSequences(try FileSystem.contents(of: name, limit: 1 << 24)) }
    for number in unseen { sequences.set(number, in: "unseen", true) }
    try AtomicReplace.write(sequences.bytes, to: name)
  }
}
