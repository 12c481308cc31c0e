import MailFormat
import MailSystem

/// No content at all, at the end of a message: when it is asked for, nothing but the end of the message is to be sent.
///
/// It writes into the file of the queue that the message may be sent from now on. A program killed before that leaves a
/// message that was not sent; killed after it, one that is not sent again unasked.
struct SendingMark: ContentSource {
  /// The file of the queue.
  let path: String

  var count: Int { 0 }

  func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(ContentError) {
    do throws(SystemError) {
      let file = try FileDescriptor.open(path, .readWrite, options: [.noFollow])
      var word: [UInt8] = []
      try FileContent(path: path).read(at: QueueEntry.stateOffset, limit: 7, into: &word)
      guard word.elementsEqual("waiting".utf8) || word.elementsEqual("sending".utf8) else { return }
      try file.write(Array("sending".utf8).span, at: QueueEntry.stateOffset)
    } catch {
      throw ContentError("the queue cannot be written: " + error.summary)
    }
  }
}

extension QueueEntry {
  /// Where the word behind `state` stands; both words are of one length.
  static var stateOffset: Int { "mail-queue 1\nstate ".utf8.count }

  /// The message with the mark behind it.
  func marking(in folder: String) -> OutgoingMessage {
    var marked = message
    // As base64 its size is known without reading it.
    marked.segments.append(.file(SendingMark(path: folder + "/" + name), .base64))
    return marked
  }
}
