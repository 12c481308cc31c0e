import MailStore
import MailSystem

/// Plain files that people ask for by name.
enum FileWriter {
  /// Appends to a file that may not exist yet; on an error it is as it was.
  static func append(_ bytes: [UInt8], to path: String) throws(SystemError) -> AppendReceipt {
    let isNew = !FileSystem.exists(path)
    let file = try FileDescriptor.openToAppend(path)
    let before = try file.status()
    do throws(SystemError) {
      try file.write(bytes)
      if before.kind == .file { try file.sync() }
    } catch {
      if isNew {
        try? FileSystem.remove(path)
      } else if before.kind == .file {
        try? file.truncate(to: before.size)
      }
      throw error
    }
    return receipt(bytes, isNew: isNew)
  }

  /// Makes a new file and never touches an existing one: a taken name gets a number before its ending.
  ///
  /// - Returns: the name it got.
  static func create(_ bytes: [UInt8], at path: String) throws(SystemError) -> (String, AppendReceipt) {
    var candidate = path
    var attempt = 1
    while true {
      do throws(SystemError) {
        let file = try FileDescriptor.open(candidate, .write, options: [.create, .exclusive], mode: 0o600)
        do throws(SystemError) {
          try file.write(bytes)
          try file.sync()
        } catch {
          try? FileSystem.remove(candidate)
          throw error
        }
        return (candidate, receipt(bytes, isNew: true))
      } catch {
        guard error.isExisting, attempt < attemptLimit else { throw error }
        attempt += 1
        candidate = numbered(path, attempt)
      }
    }
  }

  private static let attemptLimit = 1000
  private static let nameLimit = 255

  private static func numbered(_ path: String, _ number: Int) -> String {
    let name = FileSystem.lastComponent(of: path)
    let folder = String(decoding: path.utf8.dropLast(name.utf8.count), as: UTF8.self)
    var (stem, ending) = (name, "")
    if let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.utf8.startIndex {
      (stem, ending) = (String(name[..<dot]), String(name[dot...]))
    }
    let suffix = "-\(number)" + ending
    // The longest name that file systems take stays the longest.
    while stem.utf8.count > 1, stem.utf8.count + suffix.utf8.count > nameLimit { stem.removeLast() }
    return folder + stem + suffix
  }

  private static func receipt(_ bytes: [UInt8], isNew: Bool) -> AppendReceipt {
    var receipt = AppendReceipt()
    receipt.messages = 1
    receipt.bytes = bytes.count
    for byte in bytes where byte == 0x0a { receipt.lines += 1 }
    receipt.isNew = isNew
    return receipt
  }
}
