import MailBytes
import MailFormat

extension OutgoingMessage {
  /// The message with its blind copies named, for the dead letter file alone, so that it can be sent again to all.
  func naming(blindCopies: [Address]) -> OutgoingMessage {
    guard !blindCopies.isEmpty else { return self }
    let line = "Bcc: " + blindCopies.map(\.headerForm).joined(separator: ",\n ") + "\n"
    return OutgoingMessage(
      segments: [.text(Array(line.utf8))] + segments, needs8Bit: needs8Bit, needsUTF8Headers: needsUTF8Headers)
  }

  /// The message with the files and commands that it is for named, for the dead letter file alone, so that it can be
  /// sent again to them.
  func naming(files: [String], commands: [String], copies: [String]) -> OutgoingMessage {
    guard !files.isEmpty || !commands.isEmpty || !copies.isEmpty else { return self }
    var bytes = UncheckedMessage.line("To", files.map(Self.word).joined(separator: ", "))
    // All that follows a command on its line belongs to it.
    for command in commands { bytes += UncheckedMessage.line("To", "|" + command) }
    for copy in copies { bytes += UncheckedMessage.line("Fcc", copy) }
    return OutgoingMessage(
      segments: [.text(bytes)] + segments, needs8Bit: needs8Bit || bytes.contains { $0 >= 0x80 },
      needsUTF8Headers: needsUTF8Headers || bytes.contains { $0 >= 0x80 })
  }

  /// A file's name as a list of recipients takes it.
  static func word(_ name: String) -> String {
    name.utf8.contains { " \t,;:<>()[]\"\\".utf8.contains($0) } ? Address.phrase(name) : name
  }
}
