public import MailLanguage

/// One command of the command language: declared once, used by lookup, help, manual and completion.
///
/// Each command is a `static let` in an extension of this type, in a file of its own, and listed in `CommandTable`.
public struct Command: Sendable {
  /// Where a command makes sense and what it does to the folder.
  public struct Traits: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// Takes the bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Needs an open folder.
    public static let folder = Traits(rawValue: 1 << 0)
    /// Changes the folder, so that it is refused in a read-only one.
    public static let writes = Traits(rawValue: 1 << 1)
    /// Allowed in start-up files.
    public static let startup = Traits(rawValue: 1 << 2)
    /// Prints the current message afterwards when `autoprint` is set.
    public static let autoprints = Traits(rawValue: 1 << 3)
    /// Runs even where `if` has switched commands off, since it steers that.
    public static let steers = Traits(rawValue: 1 << 4)
    /// Puts `$variables` into its words everywhere, not only in macros.
    public static let expands = Traits(rawValue: 1 << 5)
    /// Works on a part of a message too, where its list names one.
    public static let parts = Traits(rawValue: 1 << 6)
    /// Sends a message, so that the session does not end with 0 when it fails.
    public static let sends = Traits(rawValue: 1 << 7)
    /// Everything that only touches settings: start-up files and the prompt alike.
    public static let anywhere: Traits = [.startup]
  }

  /// Runs the command with finished arguments.
  public typealias Action = @Sendable (Session, Invocation) throws -> Outcome

  /// The name in full.
  public let name: String
  /// How many letters suffice.
  public let shortest: Int
  /// How the rest of the line is cut.
  public let takes: ArgumentShape
  /// Which messages its list may name.
  public let list: MessageRule
  /// Where it makes sense.
  public let traits: Traits
  /// Its arguments as help shows them, such as `[msglist] file`.
  public let usage: String
  /// What the tab key completes behind it.
  public let completes: ArgumentCompletion
  /// One sentence for help.
  public let help: String
  /// What it does.
  public let run: Action

  /// Declares a command.
  public init(
    _ name: String, _ shortest: Int, takes: ArgumentShape, list: MessageRule = .undeleted, _ traits: Traits,
    usage: String = "", completes: ArgumentCompletion? = nil, help: String, run: @escaping Action
  ) {
    self.name = name
    self.shortest = shortest
    self.takes = takes
    self.list = list
    self.traits = traits
    self.usage = usage
    self.completes = completes ?? ArgumentCompletion(takes)
    self.help = help
    self.run = run
  }

  /// The same command under another name.
  public func named(_ name: String, _ shortest: Int) -> Command {
    Command(
      name, shortest, takes: takes, list: list, traits, usage: usage, completes: completes, help: help, run: run)
  }
}
