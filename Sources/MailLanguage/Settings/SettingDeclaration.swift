/// What is known about one setting: its row in the table.
public struct SettingDeclaration: Sendable {
  /// What a value means.
  public enum Kind: UInt8, Sendable {
    /// On or off; any value is on.
    case boolean
    /// Text.
    case value
    /// A number of zero or more, decimal or with `0x` or `0b` before it; empty where the setting has a sense for it.
    case number
    /// A span of time: a number of days, or one with s, m, h, d or w behind it.
    case duration
    /// Kept by the program; `set` refuses it.
    case readOnly
    /// One of the words of `values`; empty where the setting has a sense for it.
    case choice
    /// Words of `values` with commas between them, each perhaps behind a sign.
    case choices
    /// The name of a charset.
    case charset
    /// Names of charsets with commas between them.
    case charsets
    /// Addresses with commas between them.
    case addresses
  }

  /// What else is special about a setting.
  public struct Traits: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// Makes the set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The environment variable of the same name is taken in at the start.
    public static let imported = Traits(rawValue: 1)
    /// `NAME-HOST` and `NAME-USER@HOST` (or another suffix) hold it for one server or account.
    public static let chain = Traits(rawValue: 2)
    /// Never shown by a plain `set`.
    public static let secret = Traits(rawValue: 4)
    /// `set NAME=` means the same as `unset NAME`.
    public static let emptyIsUnset = Traits(rawValue: 8)
  }

  /// The name as written in `set`.
  public let name: String
  /// What a value means.
  public let kind: Kind
  /// What else is special.
  public var traits: Traits { Traits(rawValue: mark.rawValue) }
  /// The traits in a form that the compiler lays out as data.
  let mark: Mark
  /// The value without any `set`: empty for none, `on` for a boolean that is on.
  public let defaultValue: String
  /// 1 for what everyone meets, 3 for the corners.
  public let tier: UInt8
  /// Who has it: `p` POSIX, `b` BSD, `h` Heirloom, `s` S-nail, `g` GNU Mailutils, `o` this program.
  public let origin: String
  /// One line of help.
  public let help: String
  /// The words that a value may be made of, as `SettingWords` reads them; empty where anything may stand.
  let values: String

  /// The sets of traits that occur; an option set would be built at the start.
  enum Mark: UInt8, Sendable {
    case none = 0
    case imported = 1
    case chain = 2
    case chainSecret = 6
    case emptyIsUnset = 8
    case importedEmptyIsUnset = 9
    case chainEmptyIsUnset = 10
  }

  /// Makes a row of the table.
  init(
    _ name: String, _ kind: Kind, _ mark: Mark, _ defaultValue: String, _ tier: UInt8,
    _ origin: String, _ help: String, values: String = ""
  ) {
    self.name = name
    self.kind = kind
    self.values = values
    self.mark = mark
    self.defaultValue = defaultValue
    self.tier = tier
    self.origin = origin
    self.help = help
  }
}

/// Another name of a setting.
public struct SettingAlias: Sendable {
  /// The other name.
  public let name: String
  /// What it means.
  public let setting: Setting
  /// Whether setting the name unsets the setting, as with `nosave`.
  public let inverse: Bool
  /// Whether the environment variable of this name is taken in at the start.
  public let imported: Bool

  /// Makes a row of the table.
  init(_ name: String, _ setting: Setting, inverse: Bool = false, imported: Bool = false) {
    self.name = name
    self.setting = setting
    self.inverse = inverse
    self.imported = imported
  }
}
