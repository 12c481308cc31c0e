import MailBytes
import MailSystem

/// A private folder for one test, removed with all it holds when the test is over.
public final class TemporaryDirectory {
  /// Its path.
  public let path: String

  /// Makes the folder.
  public init() throws {
    path = TemporaryFile.defaultDirectory() + "/mail-test-" + RandomBytes.name(12)
    try FileSystem.makeDirectories(path)
  }

  deinit { Self.remove(path) }

  /// The path of a file inside.
  public func file(_ name: String) -> String { path + "/" + name }

  /// Makes or replaces a file inside and returns its path.
  @discardableResult
  public func write(_ content: [UInt8], to name: String) throws -> String {
    let path = file(name)
    let descriptor = try FileDescriptor.open(path, .write, options: [.create, .truncate], mode: 0o600)
    try descriptor.write(content)
    return path
  }

  /// Makes or replaces a file inside and returns its path.
  @discardableResult
  public func write(_ content: String, to name: String) throws -> String { try write(content.keptBytes, to: name) }

  /// The content of a file inside; nil when it is not there.
  public func content(of name: String) -> [UInt8]? { try? FileSystem.contents(of: file(name)) }

  /// The content of a file inside as text; nil when it is not there.
  public func text(of name: String) -> String? { content(of: name).map { String(decoding: $0, as: UTF8.self) } }

  /// The names inside.
  public var names: [String] { ((try? FileSystem.names(in: path)) ?? []).sorted() }

  private static func remove(_ path: String) {
    for name in (try? FileSystem.names(in: path)) ?? [] {
      let child = path + "/" + name
      if (try? FileSystem.status(of: child, followLinks: false))?.kind == .directory {
        remove(child)
      } else {
        try? FileSystem.remove(child)
      }
    }
    try? FileSystem.removeDirectory(path)
  }
}
