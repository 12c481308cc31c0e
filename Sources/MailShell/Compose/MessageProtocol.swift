import MailBytes
import MailFormat
import MailLanguage

/// The protocol of `~^`, by which scripts look at the message and change it: a status line, for lists more lines.
///
/// 210 and a result; 211 and lines of addresses, 212 and lines of text, each list ended by an empty line. 500 means a
/// wrong command, 501 that what it names is not there, 505 an argument that cannot be, 506 one that is not alone.
struct MessageProtocol {
  let composer: Composer

  /// Obeys one line and answers it.
  func run(_ line: [UInt8]) {
    let words = WordLexer.words(line).map(\.string)
    let output = composer.session.world.output
    let answer = self.answer(words)
    output.write(answer.status)
    if let lines = answer.lines {
      for line in lines { output.write("\n" + SettingLine.shown(Array(line.utf8))) }
      output.write("\n")
    }
    output.write("\n")
    output.flush()
  }

  /// A status line, and the lines of a list; nil where no list belongs to it.
  struct Answer {
    let status: String
    var lines: [String]?

    init(_ code: Int, _ result: String = "", lines: [String]? = nil) {
      status = result.isEmpty ? String(code) : "\(code) " + SettingLine.shown(Array(result.utf8))
      self.lines = lines
    }
  }

  private func answer(_ words: [String]) -> Answer {
    let verb = words.count > 1 ? ASCIIName.lowered(words[1]) : "list"
    let rest = Array(words.dropFirst(2))
    switch words.first.map({ ASCIIName.lowered($0) }) {
    case "version": return Answer(210, "0 0 2")
    case "help": return Answer(211, "(Arguments are read as the shell does)", lines: Self.help)
    case "header": return header(verb, rest)
    case "attachment": return attachment(verb, rest)
    default: return Answer(500)
    }
  }

  private static let help = [
    "attachment:", "   attribute name (212; 501)", "   attribute-at position",
    "   attribute-set name key value (210; 505/501)", "   attribute-set-at position key value",
    "   insert file[=input-charset[#output-charset]] (210; 501/505)", "   insert #message-number", "   list (212; 501)",
    "   remove name (210; 501/506)", "   remove-at position (210; 501/505)", "header",
    "   insert field content (210; 501/505/506)", "   list [field] (210; [501])", "   remove field (210; 501/505)",
    "   remove-at field position (210; 501/505)", "   show field (211/212; 501)", "help (211)", "version (210)",
  ]

  /// A word as a script reads it back: in quotes where it needs them.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy { byte in
        byte.isASCIIAlphanumeric || byte >= 0x80 || "@%+=:,./-_".utf8.contains(byte)
      }
    return isPlain ? word : ShellQuote.quoted(word)
  }
}
