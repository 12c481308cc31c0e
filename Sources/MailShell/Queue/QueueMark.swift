import MailSystem

/// The mark of a message of the queue: a word in its file.
struct QueueMark: DoubtMark {
  /// The file of the queue.
  let path: String

  func set() throws(SystemError) { try write("sending") }
  // What stays marked is told, and sent by no run that nobody asks for it.
  func clear() { try? write("waiting") }

  private func write(_ word: String) throws(SystemError) {
    let file = try FileDescriptor.open(path, .readWrite, options: [.noFollow])
    var present: [UInt8] = []
    try FileContent(path: path).read(at: QueueEntry.stateOffset, limit: word.utf8.count, into: &present)
    guard present.elementsEqual("waiting".utf8) || present.elementsEqual("sending".utf8) else { return }
    try file.write(Array(word.utf8).span, at: QueueEntry.stateOffset)
    try file.sync()
  }
}

extension QueueEntry {
  /// Where the word behind `state` stands; both words are of one length.
  static var stateOffset: Int { "mail-queue 1\nstate ".utf8.count }
}
