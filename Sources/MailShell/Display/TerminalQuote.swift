/// Foreign words inside a line of ours.
enum TerminalQuote {
  /// The word in double quotes, safe for a terminal.
  static func quoted(_ word: String) -> String { "\"" + word + "\"" }
}
