import MailFormat
import MailSystem

/// Standard input kept aside, as content of a message.
struct SpooledContent: ContentSource {
  private let input: SpooledInput

  init(_ input: SpooledInput) { self.input = input }

  var count: Int { input.count }

  func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(ContentError) {
    do throws(SystemError) {
      try input.read(at: offset, limit: limit, into: &buffer)
    } catch {
      throw ContentError(error.summary)
    }
  }
}
