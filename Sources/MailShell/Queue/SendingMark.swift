import MailFormat
import MailSystem

/// No content at all, at the end of a message: when it is asked for, nothing but the end of the message is to be sent.
///
/// It sets the mark that the message may be sent from now on. A program killed before that leaves a message that was not
/// sent; killed after it, one that is not sent again unasked.
struct SendingMark: ContentSource {
  /// The mark.
  let mark: any DoubtMark

  var count: Int { 0 }

  func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(ContentError) {
    do throws(SystemError) { try mark.set() } catch {
      throw ContentError("nothing was sent, for that cannot be noted: " + error.summary)
    }
  }
}

extension OutgoingMessage {
  /// The message with a mark behind it.
  func marked(by mark: any DoubtMark) -> OutgoingMessage {
    var message = self
    // As base64 its size is known without reading it.
    message.segments.append(.file(SendingMark(mark: mark), .base64))
    return message
  }
}
