import MailBytes
import MailLanguage

extension CommandTable {
  /// Commands of other programs whose work this version does not do: they say so instead of doing nothing.
  static let unavailable: [Command] = [
    missing("connect", 3, servers), missing("online", 1, servers), missing("disconnect", 5, servers),
    missing("cache", 2, servers), missing("imap", 2, servers),
    missing("verify", 4, signatures), missing("certsave", 2, signatures), missing("decrypt", 3, signatures),
    missing("Decrypt", 1, signatures),
    missing("probability", 3, filter), missing("score", 2, filter),
    missing("digmsg", 3, scripting), missing("fop", 3, scripting),
  ]

  private static let servers = "mailboxes on servers cannot be opened in this version"
  private static let signatures = "S/MIME is not part of this version"
  private static let filter = "there is no junk filter inside; spamrate asks one outside"
  private static let scripting = "not available in this version"

  private static func missing(_ name: String, _ shortest: Int, _ why: String) -> Command {
    Command(
      name, shortest, takes: .raw, .anywhere, usage: "...", help: "Not available: \(why)."
    ) { _, _ in throw ShellError("\(name): \(why)", exitStatus: .unavailable) }
  }
}
