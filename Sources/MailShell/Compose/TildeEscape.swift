/// One tilde escape: declared once, used by lookup and by `~?`.
struct TildeEscape: Sendable {
  /// What an escape does with the rest of its line; the end of composing, or nil to go on.
  typealias Action = @Sendable (Composer, [UInt8]) throws -> ComposeEnd?

  /// The character behind the escape character.
  let letter: UInt8
  /// Its argument, as help shows it.
  let usage: String
  /// One line of help.
  let help: String
  /// What the tab key completes behind it.
  let completes: ArgumentCompletion
  /// What it does.
  let run: Action

  init(_ letter: Unicode.Scalar, _ help: String, run: @escaping Action) { self.init(letter, "", help, run: run) }

  init(
    _ letter: Unicode.Scalar, _ usage: String, completes: ArgumentCompletion = .none, _ help: String,
    run: @escaping Action
  ) {
    self.letter = UInt8(ascii: letter)
    self.usage = usage
    self.help = help
    self.completes = completes
    self.run = run
  }
}
