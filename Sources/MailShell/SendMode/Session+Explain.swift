import MailBytes
import MailFormat
import MailLanguage

extension Session {
  /// `--explain`: how each argument was understood and what would be sent where; nothing is.
  func explain(_ composition: Composition, _ options: ParsedOptions) throws -> ExitStatus {
    func line(_ text: String) {
      world.output.write(TerminalText(cleaning: text).bytes + [0x0a])
    }
    for words in options.explanation(of: world.arguments) { line(words) }
    line("transport: " + transportWords())
    if let from = composition.from ?? settings.string(.from) { line("from: " + from) }
    let recipients = try resolve(composition)
    for (label, list) in [("to", recipients.to), ("cc", recipients.cc), ("bcc", recipients.bcc)] {
      for address in list { line(label + ": " + address.shownForm) }
    }
    for name in recipients.files + composition.fcc { line("copy to file: " + (try expandFileName(name))) }
    for command in recipients.pipes { line("copy to command: " + command) }
    if let path = try recordPath(for: composition, recipients) { line("record: " + path) }
    if let subject = composition.subject { line("subject: " + subject) }
    for attachment in composition.attachments { line("attachment: " + attachment.words) }
    line("Nothing was sent.")
    return .success
  }
}
