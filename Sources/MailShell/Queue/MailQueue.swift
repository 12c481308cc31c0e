import MailBytes
import MailFormat
import MailSubmit
import MailSystem

/// The folder of messages that wait to be sent; every file in it is whole, private and on the disk.
struct MailQueue {
  /// The folder.
  let folder: String

  /// The queue in a folder.
  init(folder: String) { self.folder = folder }

  /// The queue of the person, `$XDG_STATE_HOME/mail/queue`; nil where there is no home folder.
  init?(_ world: World) {
    if let state = world.environment["XDG_STATE_HOME"], state.utf8.first == UInt8(ascii: "/") {
      folder = state + "/mail/queue"
    } else if let home = world.home {
      folder = home + "/.local/state/mail/queue"
    } else {
      return nil
    }
  }

  /// Whether there is anything; cheap enough for every run.
  var isEmpty: Bool { names.isEmpty }

  /// The names of the entries, oldest first.
  var names: [String] {
    ((try? FileSystem.names(in: folder)) ?? []).filter { $0.utf8.first != UInt8(ascii: ".") }.sorted()
  }

  /// Puts an entry in place, or in the place of its former version; durable when it returns.
  func store(_ entry: QueueEntry) throws {
    try FileSystem.makeDirectories(folder, mode: 0o700)
    let path = folder + "/" + entry.name
    let replacement = try AtomicReplace.begin(path, old: nil, mode: 0o600)
    try replacement.write(entry.head)
    do throws(MessageWriter.Failure<SystemError>) {
      try MessageWriter.write(entry.message, style: .local) { (block: Span<UInt8>) throws(SystemError) in
        try replacement.write(Session.bytes(of: block))
      }
    } catch {
      switch error {
      case .content(let error): throw error
      case .sink(let error): throw error
      }
    }
    try replacement.commit()
  }

  /// The entry of a name; nil when it is damaged or of a later version.
  func entry(_ name: String) throws(SystemError) -> QueueEntry? {
    try QueueEntry(name: name, path: folder + "/" + name)
  }

  /// Whether an entry of that name is there.
  func holds(_ name: String) -> Bool { FileSystem.exists(folder + "/" + name) }

  /// Forgets an entry.
  func remove(_ name: String) throws(SystemError) {
    try FileSystem.remove(folder + "/" + name)
    try FileSystem.syncDirectory(folder)
  }

  /// Removes what a killed program left half written, a day later.
  func removeRemains(before time: Int64) {
    for name in (try? FileSystem.names(in: folder)) ?? [] where name.hasPrefix(".mail-") {
      let path = folder + "/" + name
      guard let status = try? FileSystem.status(of: path), status.modified / 1_000_000_000 < time - 86_400 else {
        continue
      }
      try? FileSystem.remove(path)
    }
  }

  /// Runs the body while no other flush runs; nil when another does.
  func whileLocked<Result>(_ body: () throws -> Result) throws -> Result? {
    try FileSystem.makeDirectories(folder, mode: 0o700)
    return try FileLock.whileAlone(folder + "/.lock", body)
  }
}
