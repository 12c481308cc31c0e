import MailBytes
import MailLanguage

extension Session {
  /// Whether the command that runs was typed by a person just now, who can still mend it.
  ///
  /// Files, macros and pipes may be older than the program and are obeyed as well as they are understood, without words.
  var isTypedByHand: Bool {
    (isInteractive || world.input.isTerminal) && language.origin == .session && language.running.isEmpty
  }

  /// What is to be said of a value that nobody knows.
  func doubt(about name: [UInt8], _ value: [UInt8]) -> SettingError? {
    Settings.doubt(about: name, value) { self.world.charsets.encode([0x61], to: $0) != nil }
  }

  /// Refuses a typed word of `set` whose value nobody knows; what was set before stays.
  func refuseSlip(inWord word: [UInt8]) throws(SettingError) {
    let (name, value) = Settings.parts(ofWord: word)
    guard isTypedByHand, let value, let doubt = doubt(about: name, value) else { return }
    throw SettingError("set: " + doubt.summary, hint: doubt.hint)
  }

  /// Tells of the setting that was meant, where a typed name is that of none and differs little from one.
  func tellOfUnknownName(_ command: String, _ name: [UInt8]) {
    guard isTypedByHand, let nearest = Settings.suggestion(for: name) else { return }
    let shown = TerminalQuote.quoted(String(decoding: name, as: UTF8.self))
    world.output.flush()
    world.errors.write(
      ("\(world.programName): \(command): \(shown) is no setting but a variable of your own; did you mean \(nearest)?\n"
        as TerminalText).bytes)
    world.errors.flush()
  }
}
