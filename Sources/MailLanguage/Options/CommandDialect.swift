/// Whose reading of an ambiguous option is forced.
public enum CommandDialect: UInt8, Sendable {
  /// Nobody's: what the arguments look like decides.
  case common
  /// BSD mailx.
  case bsd
  /// Heirloom mailx 12.
  case heirloom
  /// S-nail 14.
  case snail
  /// GNU Mailutils.
  case gnu

  /// The dialect of `--dialect=NAME`.
  public init?(name: String) {
    switch name {
    case "common", "auto": self = .common
    case "bsd": self = .bsd
    case "heirloom", "nail": self = .heirloom
    case "snail", "s-nail": self = .snail
    case "gnu", "mailutils": self = .gnu
    default: return nil
    }
  }

  /// The dialect that a name of the program stands for; a path in front does not matter.
  public init(programName: String) {
    let slash = programName.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { String(programName[programName.utf8.index(after: $0)...]) } ?? programName
    switch name {
    case "bsd-mailx", "bsd-mail", "Mail": self = .bsd
    case "nail", "heirloom-mailx": self = .heirloom
    case "s-nail", "s-mailx", "snail": self = .snail
    case "mail.mailutils", "mailx.mailutils", "gnu-mail", "gmail": self = .gnu
    default: self = .common
    }
  }
}
