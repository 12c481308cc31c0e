import MailLanguage

extension CommandTable {
  /// Commands of other programs that have nothing to do here; an rc file that holds them stays quiet.
  static let accepted: [Command] = [
    quiet("bind", 2), quiet("unbind", 3), quiet("mono", 4), quiet("unmono", 6), quiet("charsetalias", 3),
    quiet("uncharsetalias", 4), quiet("mimetype", 2), quiet("unmimetype", 4), quiet("tls", 2),
    quiet("errors", 2), quiet("mtaaliases", 2), quiet("warranty", 2), quiet("sender", 6), quiet("nosender", 3),
    quiet("unfold", 4), quiet("nounfold", 3), quiet(":", 1),
    quiet("headerorder", 11), quiet("unheaderorder", 13), quiet("readctl", 5),
  ]

  private static func quiet(_ name: String, _ shortest: Int) -> Command {
    Command(
      name, shortest, takes: .raw, .anywhere, usage: "...", help: "Accepted for rc files of other programs; no effect."
    ) { _, _ in .done }
  }
}
