import MailFormat

extension OutgoingMessage {
  /// The message with its blind copies named, for the dead letter file alone, so that it can be sent again to all.
  func naming(blindCopies: [Address]) -> OutgoingMessage {
    guard !blindCopies.isEmpty else { return self }
    let line = "Bcc: " + blindCopies.map(\.headerForm).joined(separator: ",\n ") + "\n"
    return OutgoingMessage(
      segments: [.text(Array(line.utf8))] + segments, needs8Bit: needs8Bit, needsUTF8Headers: needsUTF8Headers)
  }
}
