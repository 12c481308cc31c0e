import MailFormat
import MailSystem

/// A file as content of a message, read while it is sent.
struct FileAttachment: ContentSource {
  private let file: FileContent

  init(_ file: FileContent) { self.file = file }

  var count: Int { file.count }

  func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(ContentError) {
    do throws(SystemError) {
      try file.read(at: offset, limit: limit, into: &buffer)
    } catch {
      throw ContentError(error.summary)
    }
  }
}
