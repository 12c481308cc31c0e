import CPlatform
import Glibc

/// Tells whether a file or folder may have changed, at the cost of one read of an empty queue (inotify).
public struct FileWatch: ~Copyable {
  private let descriptor: FileDescriptor

  /// Watches all of the paths; nil where the system cannot: then one has to look.
  public init?(_ paths: [String]) {
    let raw = cp_watch_start()
    let isWatching = raw >= 0 && paths.allSatisfy { unsafe $0.withSystemString { unsafe cp_watch_add(raw, $0) } >= 0 }
    descriptor = FileDescriptor(owning: raw, name: "inotify")
    guard isWatching else { return nil }
  }

  /// Whether anything has happened since the last call; true also where events were lost.
  public func hasChanged() -> Bool { cp_watch_take(descriptor.raw) != 0 }
}
