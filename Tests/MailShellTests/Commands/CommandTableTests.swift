import Testing

@testable import MailShell

@Suite struct CommandTableTests {
  @Test(
    "Every historical abbreviation means what it has always meant",
    arguments: [
      ("n", "next"), ("p", "print"), ("P", "Print"), ("t", "type"), ("T", "Type"), ("d", "delete"), ("u", "undelete"),
      ("s", "save"), ("S", "Save"), ("c", "copy"), ("C", "Copy"), ("w", "write"), ("f", "from"), ("h", "headers"),
      ("r", "reply"), ("R", "Reply"), ("m", "mail"), ("q", "quit"), ("x", "xit"), ("ex", "exit"), ("e", "edit"),
      ("v", "visual"), ("z", "z"), ("Z", "Z"), ("l", "list"), ("a", "alias"), ("g", "group"), ("i", "if"),
      ("pi", "pipe"), ("pre", "preserve"), ("prev", "previous"), ("ho", "hold"), ("mb", "mbox"), ("fi", "file"),
      ("fold", "folder"), ("fo", "followup"), ("F", "Followup"), ("for", "forward"), ("fw", "fwd"), ("to", "top"),
      ("tou", "touch"), ("si", "size"), ("so", "source"), ("se", "set"), ("sh", "shell"), ("uns", "unset"),
      ("una", "unalias"), ("unr", "unread"), ("U", "Unread"), ("N", "New"), ("new", "new"), ("in", "inc"),
      ("newm", "newmail"), ("dp", "dp"), ("dt", "dt"), ("di", "discard"), ("ig", "ignore"), ("ret", "retain"),
      ("mo", "more"), ("pa", "page"), ("mv", "mv"), ("mov", "move"), ("hel", "help"), ("?", "?"), ("!", "!"),
      ("|", "|"), ("=", "="), ("+", "+"), ("-", "-"), ("cd", "cd"), ("ch", "chdir"), ("ec", "echo"), ("el", "else"),
      ("en", "endif"), ("ac", "account"), ("alt", "alternates"), ("sho", "shortcut"), ("show", "show"),
      ("st", "struct"),
      ("th", "thread"), ("sor", "sort"), ("rese", "resend"), ("res", "respond"), ("ve", "version"), ("fl", "flag"),
      ("unf", "unflag"), ("see", "seen"), ("sea", "search"), ("folders", "folders"), ("su", "summary"),
    ])
  func abbreviation(_ word: String, _ name: String) {
    #expect(CommandTable.command(named: word)?.name == name)
  }

  @Test("What no command begins with is none", arguments: ["", "zz", "prinz", "deletes", "D1"])
  func unknown(_ word: String) {
    #expect(CommandTable.command(named: word) == nil)
  }

  @Test("No name is declared twice, and every abbreviation fits its name")
  func consistency() {
    var seen: Set<String> = []
    for command in CommandTable.reading + CommandTable.language {
      #expect(seen.insert(command.name).inserted, "\(command.name)")
      #expect(command.shortest >= 1 && command.shortest <= command.name.utf8.count, "\(command.name)")
      #expect(!command.help.isEmpty && command.help.hasSuffix("."), "\(command.name)")
    }
  }
}
