/// One row of the option table.
public struct OptionDeclaration: Sendable {
  /// Whether a value belongs to the option.
  public enum Argument: UInt8, Sendable {
    /// None.
    case none
    /// One, glued or as the next word.
    case required
    /// One behind `=` of the long form only.
    case optional
    /// The parser decides by what follows, as for `-E` and `-R`.
    case byContext
  }

  /// The letter, or a blank for a long option without one.
  public var letter: UInt8 { UInt8(truncatingIfNeeded: sign.value) }
  /// The letter in a form that the compiler lays out as data.
  let sign: Unicode.Scalar
  /// The long name without dashes; empty when there is none.
  public let long: String
  /// What it asks for.
  public let key: OptionKey
  /// Whether a value belongs to it.
  public let argument: Argument
  /// How the value is called in help.
  public let valueName: String
  /// 1 for what everyone meets, 3 for the corners, 0 for other spellings, which help passes over.
  public let tier: UInt8
  /// Who has it: `p` POSIX, `b` BSD, `h` Heirloom, `s` S-nail, `g` GNU Mailutils, `o` this program.
  public let origin: String
  /// One line of help.
  public let help: String

  /// Makes a row.
  init(
    _ letter: Unicode.Scalar, _ long: String, _ key: OptionKey, _ argument: Argument = .none, _ valueName: String = "",
    _ tier: UInt8, _ origin: String, _ help: String
  ) {
    sign = letter
    self.long = long
    self.key = key
    self.argument = argument
    self.valueName = valueName
    self.tier = tier
    self.origin = origin
    self.help = help
  }

  /// All rows, in the order of the manual.
  public static var all: [OptionDeclaration] { optionTable }
}
