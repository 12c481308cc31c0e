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
    if recipients.isEmpty, composition.fcc.isEmpty, !options.has(.template) {
      line("Nobody is named: the message would be refused.")
      return .usage
    }
    for (label, list) in [("to", recipients.to), ("cc", recipients.cc), ("bcc", recipients.bcc)] {
      for address in list { line(label + ": " + address.shownForm) }
    }
    for name in recipients.files + composition.fcc { line("copy to file: " + (try expandFileName(name))) }
    for command in recipients.pipes { line("copy to command: " + command) }
    if let target = try recordTarget(for: composition, recipients) { line("record: " + target.path) }
    if let subject = composition.subject { line("subject: " + subject) }
    for attachment in composition.attachments { line("attachment: " + attachment.words) }
    line("Nothing was sent.")
    return .success
  }

  /// `--explain` where a mailbox would be read; it is not opened.
  func explainReading(_ options: ParsedOptions) throws -> ExitStatus {
    var lines = options.explanation(of: world.arguments)
    if !options.has(.file) {
      let name = options.last(.user).map { "%" + String(decoding: $0, as: UTF8.self) } ?? "%"
      lines.append("mailbox: " + (try resolveFolder(QuotedWord(Array(name.utf8))).path))
    }
    for text in lines + ["Nothing was read."] { world.output.write(TerminalText(cleaning: text).bytes + [0x0a]) }
    return .success
  }
}
