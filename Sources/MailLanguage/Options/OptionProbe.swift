/// What the parser must ask about the world to tell an option's readings apart; it does no I/O itself.
public struct OptionProbe {
  /// Whether there is a file of exactly this name, or of this name with `~` expanded.
  public let fileExists: (_ path: [UInt8]) -> Bool
  /// Whether a word is the full name of a command.
  public let isCommand: (_ word: String) -> Bool

  /// Makes a probe of its answers.
  public init(fileExists: @escaping ([UInt8]) -> Bool, isCommand: @escaping (String) -> Bool = { _ in false }) {
    self.fileExists = fileExists
    self.isCommand = isCommand
  }
}
