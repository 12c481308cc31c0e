import MailBytes
import MailFormat

/// The program for a kind of part: a value of `pipe-TYPE/SUBTYPE`, or the command of a mailcap entry.
///
/// The value is a command, or what s-nail knows besides: `?` alone shows the part as plain text, and `?` with letters
/// behind it says how the command is used: `*` that it prints text, `#` not in quotations, `!` that it needs the terminal,
/// `+` that it wants a file. `@` is an older `?`.
struct PartProgram: Equatable {
  /// The command for the shell; empty when the part is shown as plain text.
  let command: String
  private let letters: [UInt8]
  private let isMarked: Bool
  private let isOfMailcap: Bool

  /// Reads a value of `pipe-TYPE/SUBTYPE`.
  init(_ value: String) {
    var rest = Blanks.trim(Array(value.utf8))[...]
    isOfMailcap = false
    isMarked = rest.first == UInt8(ascii: "?") || rest.first == UInt8(ascii: "@")
    var letters: [UInt8] = []
    if isMarked {
      rest.removeFirst()
      while let letter = rest.popFirst(), letter != UInt8(ascii: "?"), letter != 0x20, letter != 0x09 {
        letters.append(letter)
      }
    }
    self.letters = letters
    command = String(decoding: Blanks.trim(Array(rest)), as: UTF8.self)
  }

  /// Takes the command of a mailcap entry.
  init(mailcap command: String) {
    self.command = command
    letters = []
    isMarked = true
    isOfMailcap = true
  }

  /// Whether the part is shown as plain text.
  var isPlainText: Bool { isMarked && command.isEmpty }

  /// Whether the command wants the content in a file that the environment names.
  var wantsFile: Bool { has("+") }

  /// Whether the part is shown in the message by what the command prints.
  ///
  /// A command alone filters text, as in Heirloom; other kinds of parts are for mimeview unless they are marked.
  func filters(_ part: Part, inQuotation: Bool) -> Bool {
    if isPlainText { return true }
    if has("!") || (inQuotation && has("#")) { return false }
    if isMarked { return has("*") }
    return part.isText && (!part.isAttachment || part.parent == nil)
  }

  /// The line for the shell; `%s` is a file with the content.
  func line(file: String, type: String) -> (line: String, usesFile: Bool) {
    guard isOfMailcap || command.contains(bytesOf: "%s") else { return (command, false) }
    return Mailcap.command(command, file: file, type: type)
  }

  private func has(_ letter: Unicode.Scalar) -> Bool { letters.contains(UInt8(ascii: letter)) }
}
