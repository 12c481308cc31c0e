import MailLanguage
import MailStore

extension Command {
  /// Declares the programs for compressed mailboxes.
  static let filetype = Command(
    "filetype", 5, takes: .words(least: 0, most: .max), .anywhere, usage: "[ending load-command save-command ...]",
    help: "Declare programs for compressed folders: NAME.ending is opened and written through them."
  ) { session, call in
    let words = call.strings
    if words.isEmpty {
      for filter in session.language.fileTypes {
        let words = [String(filter.suffix.dropFirst()), filter.load[2], filter.save[2]]
        session.say("filetype " + words.map(ShellQuote.quoted).joined(separator: " "))
      }
      return .done
    }
    guard words.count % 3 == 0 else {
      throw ShellError("filetype: an ending without its two commands", hint: "Write filetype ENDING LOAD SAVE.")
    }
    for index in stride(from: 0, to: words.count, by: 3) {
      let suffix = words[index].hasPrefix(".") ? words[index] : "." + words[index]
      guard suffix != "." else { throw ShellError("filetype: an ending cannot be empty") }
      session.language.fileTypes.removeAll { $0.suffix == suffix }
      session.language.fileTypes.append(
        CompressionFilter(suffix: suffix, loadCommand: words[index + 1], saveCommand: words[index + 2]))
    }
    return .done
  }

  /// Forgets programs for compressed mailboxes.
  static let unfiletype = Command(
    "unfiletype", 4, takes: .words(least: 1, most: .max), .anywhere, usage: "ending ... | *",
    help: "Forget what filetype declared."
  ) { session, call in
    for word in call.strings {
      session.language.fileTypes.removeAll { word == "*" || $0.suffix == word || $0.suffix == "." + word }
    }
    return .done
  }
}
