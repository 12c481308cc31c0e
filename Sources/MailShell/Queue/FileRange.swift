import MailFormat
import MailSystem

/// The rest of a file as content of a message.
struct FileRange: ContentSource {
  private let file: FileContent
  private let start: Int

  init(_ file: FileContent, from start: Int) {
    self.file = file
    self.start = min(start, file.count)
  }

  var count: Int { file.count - start }

  func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(ContentError) {
    guard offset >= 0, offset < count else { return }
    do throws(SystemError) {
      try file.read(at: start + offset, limit: min(limit, count - offset), into: &buffer)
    } catch {
      throw ContentError(error.summary)
    }
  }
}
