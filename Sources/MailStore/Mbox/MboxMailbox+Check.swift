import MailSystem

extension MboxMailbox {
  /// Refuses a file that holds something, but no message; one that is empty or blank is an empty mailbox.
  func checkHoldsMail() throws(StoreError) {
    guard count == 0 else { return }
    var offset = 0
    while offset < status.size {
      var window: [UInt8] = []
      let length = min(1 << 16, status.size - offset)
      let got = try StoreError.wrapping { () throws(SystemError) in
        try file.descriptor.readFully(at: offset, into: &window, count: length)
      }
      guard got > 0 else { return }
      guard window.allSatisfy({ $0 == 0x20 || $0 >= 0x09 && $0 <= 0x0d }) else {
        throw StoreError(
          .notMailbox, "\(name): not a mailbox",
          hint: "No message begins in it with a line such as `From somebody Mon Mar  2 10:00:00 2026`.")
      }
      offset += got
    }
  }
}
