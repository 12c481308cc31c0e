import MailLanguage
import MailSystem

extension Command {
  /// Tells what the .netrc file holds, without its passwords.
  static let netrc = Command(
    "netrc", 3, takes: .words(least: 0, most: 2), .anywhere, usage: "[show | load | clear | lookup host]",
    help: "List the machines and users of your .netrc file, or look one up; passwords are not shown."
  ) { session, call in
    let words = call.strings
    guard !["load", "clear"].contains(words.first) else { return .done }
    let path = try session.expandFileName(session.settings.string(.netrc) ?? "~/.netrc")
    let file = NetrcFile(try FileSystem.contents(of: path, limit: 1 << 20))
    if words.first == "lookup" {
      guard words.count == 2 else { throw ShellError("netrc: no host to look up", hint: "Write netrc lookup HOST.") }
      guard let entry = file.entry(host: words[1], user: nil) else { return .failed }
      session.say(entry)
      return .done
    }
    for entry in file.entries { session.say(entry) }
    return .done
  }
}

extension Session {
  /// Prints a machine and its user.
  fileprivate func say(_ entry: NetrcFile.Entry) {
    var line = entry.machine.map { "machine " + $0 } ?? "default"
    if let login = entry.login { line += " login " + login }
    if entry.password != nil { line += " password ********" }
    say(line)
  }
}
