import MailBytes
import MailFormat
import MailStore

extension Session {
  /// A name that stays with the message: a hash over what does not change about it.
  ///
  /// The body counts where there is no Message-ID, which tells messages with equal headers apart.
  ///
  /// - Parameter content: the whole message where it has been read already.
  static func stableID(
    of number: Int, in mailbox: any Mailbox, header: HeaderBlock, envelope: Envelope, content known: [UInt8]?
  ) throws -> String {
    let content = envelope.messageID == nil ? try known ?? mailbox.content(of: number) : []
    return stableID(fromLine: try mailbox.fromLine(of: number), header, envelope, content: content)
  }

  /// The name of a message as a file of messages holds it.
  ///
  /// - Parameter content: the whole message, which counts where there is no Message-ID.
  static func stableID(
    fromLine: [UInt8], _ header: HeaderBlock, _ envelope: Envelope, content: [UInt8]
  ) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }
    add(fromLine)
    for field in header.fields where !isKeptByMailboxes(header.name(of: field)) {
      add(header.name(of: field))
      add(header.unfolded(field))
    }
    if envelope.messageID == nil {
      var end = content.count
      // What parts messages in a mailbox is none of the message's own.
      while end > 0, content[end - 1] == 0x0a || content[end - 1] == 0x0d { end -= 1 }
      let start = HeaderBlock(content).index.bodyStart
      add(content[min(start, end)..<end])
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// Whether programs that keep mailboxes write the field: status, keywords, numbers and sizes.
  private static func isKeptByMailboxes(_ name: ArraySlice<UInt8>) -> Bool {
    let names = [
      "Status", "X-Status", "X-Keywords", "X-UID", "X-IMAP", "X-IMAPbase", "Content-Length", "Lines",
      "X-Mozilla-Status",
      "X-Mozilla-Status2", "X-Mozilla-Keys",
    ]
    return names.contains { name.elementsEqual($0.utf8, by: { $0.asciiLowercased == $1.asciiLowercased }) }
  }
}
