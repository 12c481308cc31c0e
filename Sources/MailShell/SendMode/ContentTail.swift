import MailFormat

/// The rest of some content, as content of a message.
struct ContentTail: ContentSource {
  let whole: any ContentSource
  let start: Int

  var count: Int { max(0, whole.count - start) }

  func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(ContentError) {
    guard offset >= 0, offset < count else { return }
    try whole.read(at: start + offset, limit: limit, into: &buffer)
  }
}
