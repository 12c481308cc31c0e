import CPlatform
import Glibc

/// Changes a file to a new content made of parts of the old and new bytes, so that a crash at any point loses nothing.
///
/// Where the folder allows it a new file is put in place of the old one. Elsewhere, as in /var/spool/mail, the file is
/// rewritten in place under a journal that `RewriteJournal.replay` finishes at the next start.
/// The caller holds the locks of the old file.
public enum FileRewrite {
  /// One stretch of the new content.
  public enum Piece: Sendable, Equatable {
    /// A range of the old content.
    case old(Range<Int>)
    /// New bytes.
    case bytes([UInt8])
    /// A range of another file, by the number of its descriptor, which stays open.
    case other(Int32, Range<Int>)

    /// How many bytes it has.
    public var count: Int {
      switch self {
      case .old(let range), .other(_, let range): range.count
      case .bytes(let bytes): bytes.count
      }
    }
  }

  /// How the change was made.
  public enum Method: Sendable {
    /// A new file has the name now; the old one is gone.
    case replaced
    /// The same file has new content.
    case inPlace
  }

  /// Makes the change durable.
  ///
  /// - Parameters:
  ///   - path: the file, symbolic links followed already.
  ///   - old: the file opened for reading and writing.
  ///   - pieces: all of the new content.
  ///   - journals: the folders for a journal.
  public static func apply(
    _ pieces: [Piece], to path: String, old: borrowing FileDescriptor, journals: JournalFolders
  ) throws(SystemError) -> Method {
    let status = try old.status()
    if status.links == 1 {
      do {
        try replace(path, old: old, status: status, with: pieces)
        return .replaced
      } catch  where error.isPermission || error.isFull {
        // The folder is not ours to make files in, the owner cannot be kept, or there is no room for a second file: what
        // only becomes shorter can be done all the same.
      }
    }
    try RewriteJournal.rewriteInPlace(path, old: old, status: status, with: pieces, journals: journals)
    return .inPlace
  }

  static func replace(
    _ path: String, old: borrowing FileDescriptor, status: FileStatus, with pieces: [Piece]
  ) throws(SystemError) {
    let replacement = try AtomicReplace.begin(path, old: status, followsLinks: false, isLocked: true)
    guard cp_copy_attributes(old.raw, replacement.rawDescriptor) == 0 else {
      throw SystemError(call: "fsetxattr", subject: path, errno: EPERM)
    }
    let size = pieces.reduce(0) { $0 + $1.count }
    // Room that is promised at once costs less than room found block by block, and a full disk is known before the work.
    if size >= largeSize { try replacement.temporary.descriptor.allocate(0..<size) }
    try write(pieces, of: old, to: replacement.temporary.descriptor)
    try replacement.commit()
  }

  /// The size in bytes from which room for a new file is asked for in advance.
  private static var largeSize: Int { 1 << 20 }

  /// Writes a new content to another file.
  public static func write(
    _ pieces: [Piece], of old: borrowing FileDescriptor, to target: borrowing FileDescriptor
  ) throws(SystemError) {
    var blocks = BlockCopy()
    for piece in pieces { try blocks.add(piece, of: old, to: target) }
    try blocks.flush(to: target)
  }

  /// Looks after a replaced file until nobody can write to it any more: a deliverer that had opened it before the
  /// replacement, and takes no dot lock, writes into a file without a name.
  ///
  /// - Parameters:
  ///   - old: the replaced file, opened for reading only, its locks released.
  ///   - size: the size up to which its content has been taken over.
  /// - Returns: what was written late, to be added to the new file.
  public static func lateArrivals(
    in old: borrowing FileDescriptor, beyond size: Int, waiting milliseconds: Int = 2000
  ) throws(SystemError) -> Range<Int>? {
    let limit = Deadline.after(milliseconds: milliseconds * 10)
    var deadline = Deadline.after(milliseconds: milliseconds)
    var end = try old.status().size
    // Who only holds it open is not waited for long, but a queue of deliverers is as long as it moves.
    while cp_no_writers(old.raw) == 0, !deadline.hasPassed, !limit.hasPassed {
      Clock.sleep(milliseconds: 5)
      let now = try old.status().size
      if now > end { deadline = .after(milliseconds: milliseconds) }
      end = now
    }
    end = try old.status().size
    return end > size ? size..<end : nil
  }
}
