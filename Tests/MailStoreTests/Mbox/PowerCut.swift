import MailTesting

@testable import MailSystem

/// What a disk may hold after a power cut: what was synced, and of the rest whatever the dice say.
///
/// Changes of names reach the disk in their order (a journal), so some first part of those not yet synced is there.
/// Writes and lengths of a file reach it in any choice; bytes never written where the file is longer are zero.
struct PowerCut {
  private typealias Operation = OperationLog.Operation
  /// The contents before, by inode.
  private var contents: [UInt64: [UInt8]]
  /// The names before.
  private var names: [String: UInt64]
  private let directories: [UInt64: String]
  private let operations: [OperationLog.Operation]

  /// Notes the files before the operations.
  init(paths: [String], directories: [String], operations: [OperationLog.Operation]) throws {
    contents = [:]
    names = [:]
    for path in paths {
      guard let status = try FileSystem.status(of: path) else { continue }
      names[path] = status.inode
      contents[status.inode] = try FileSystem.contents(of: path)
    }
    var known: [UInt64: String] = [:]
    for path in directories { if let status = try FileSystem.status(of: path) { known[status.inode] = path } }
    self.directories = known
    self.operations = operations
  }

  private init(_ other: PowerCut, operations: [OperationLog.Operation], directories: [UInt64: String]) {
    contents = other.contents
    names = other.names
    self.operations = operations
    self.directories = directories
  }

  /// The same state before, with what was done after it.
  func adding(_ operations: [OperationLog.Operation], directories paths: [String]) throws -> PowerCut {
    var known = directories
    for path in paths { if let status = try FileSystem.status(of: path) { known[status.inode] = path } }
    return PowerCut(self, operations: operations, directories: known)
  }

  /// One state of the disk when power fails before operation `point`.
  func state(at point: Int, dice: inout some RandomNumberGenerator) -> [String: (inode: UInt64, content: [UInt8])] {
    let done = operations[..<point]
    // Names: everything up to the last one that a synced folder holds, and some of what follows.
    let naming = done.indices.filter { Self.namePaths(done[$0]) != nil }
    var durable = 0
    for (place, operation) in done.enumerated() {
      guard case .sync(let inode) = operation, let folder = directories[inode] else { continue }
      for (count, index) in naming.enumerated() where index < place {
        if Self.namePaths(done[index])?.contains(where: { FileSystem.directory(of: $0) == folder }) == true {
          durable = max(durable, count + 1)
        }
      }
    }
    let kept = Int.random(in: durable...naming.count, using: &dice)
    var names = self.names
    for index in naming[..<kept] { Self.apply(done[index], to: &names) }
    var contents = self.contents
    for (place, operation) in done.enumerated() {
      guard let inode = Self.contentInode(operation) else { continue }
      let isSynced = done[place...].contains { if case .sync(inode) = $0 { true } else { false } }
      if isSynced || Bool.random(using: &dice) { Self.apply(operation, to: &contents[inode, default: []]) }
    }
    var state: [String: (inode: UInt64, content: [UInt8])] = [:]
    for (path, inode) in names { state[path] = (inode, contents[inode] ?? []) }
    return state
  }

  private static func namePaths(_ operation: Operation) -> [String]? {
    switch operation {
    case .create(let path, _), .unlink(let path), .makeDirectory(let path): [path]
    case .rename(let from, let to), .link(let from, let to): [from, to]
    default: nil
    }
  }

  private static func contentInode(_ operation: Operation) -> UInt64? {
    switch operation {
    case .write(let inode, _, _), .truncate(let inode, _): inode
    default: nil
    }
  }

  private static func apply(_ operation: Operation, to names: inout [String: UInt64]) {
    switch operation {
    case .create(let path, let inode): names[path] = inode
    case .unlink(let path): names[path] = nil
    case .link(let from, let to): names[to] = names[from]
    case .rename(let from, let to):
      names[to] = names[from]
      names[from] = nil
    default: break
    }
  }

  private static func apply(_ operation: Operation, to content: inout [UInt8]) {
    switch operation {
    case .write(_, let offset, let bytes):
      let end = offset + bytes.count
      if content.count < end { content += [UInt8](repeating: 0, count: end - content.count) }
      content.replaceSubrange(offset..<end, with: bytes)
    case .truncate(_, let size):
      if content.count > size {
        content.removeSubrange(size...)
      } else {
        content += [UInt8](repeating: 0, count: size - content.count)
      }
    default: break
    }
  }
}
