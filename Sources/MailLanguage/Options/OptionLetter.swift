/// What the parser must know of a letter, as code instead of data, so that a short command line builds no table.
///
/// A test keeps it in step with the table that help and the manual are made of.
struct OptionLetter {
  /// What the option asks for.
  let key: OptionKey
  /// Whether a value belongs to it.
  let argument: OptionDeclaration.Argument

  private init(_ key: OptionKey, _ argument: OptionDeclaration.Argument = .none) {
    self.key = key
    self.argument = argument
  }

  /// The option of a letter, nil when there is none.
  static func named(_ letter: UInt8) -> OptionLetter? {
    switch letter {
    case UInt8(ascii: "s"): .init(.subject, .required)
    case UInt8(ascii: "c"): .init(.cc, .required)
    case UInt8(ascii: "b"): .init(.bcc, .required)
    case UInt8(ascii: "a"): .init(.attach, .required)
    case UInt8(ascii: "A"): .init(.accountOrFile, .required)
    case UInt8(ascii: "r"): .init(.from, .required)
    case UInt8(ascii: "C"): .init(.header, .required)
    case UInt8(ascii: "t"): .init(.template)
    case UInt8(ascii: "T"): .init(.receiver, .required)
    case UInt8(ascii: "q"): .init(.quoteFile, .byContext)
    case UInt8(ascii: "m"): .init(.bodyFile, .required)
    case UInt8(ascii: "M"): .init(.bodyType, .byContext)
    case UInt8(ascii: "E"): .init(.skipEmpty, .byContext)
    case UInt8(ascii: "F"): .init(.byName)
    case UInt8(ascii: "~"): .init(.tildeEscapes)
    case UInt8(ascii: "I"): .init(.interactive)
    case UInt8(ascii: "i"): .init(.ignoreInterrupts)
    case UInt8(ascii: "."): .init(.forceSend)
    case UInt8(ascii: "v"): .init(.verbose)
    case UInt8(ascii: "d"): .init(.debug)
    case UInt8(ascii: "h"): .init(.hops, .byContext)
    case UInt8(ascii: "f"): .init(.file, .optional)
    case UInt8(ascii: "u"): .init(.user, .required)
    case UInt8(ascii: "e"): .init(.exists)
    case UInt8(ascii: "H"): .init(.summary)
    case UInt8(ascii: "L"): .init(.search, .required)
    case UInt8(ascii: "p"): .init(.printAll)
    case UInt8(ascii: "N"): .init(.noSummary)
    case UInt8(ascii: "R"): .init(.readOnly, .byContext)
    case UInt8(ascii: "D"): .init(.disconnected)
    case UInt8(ascii: "S"): .init(.set, .required)
    case UInt8(ascii: "n"): .init(.noSystemFile)
    case UInt8(ascii: ":"): .init(.startupFiles, .required)
    case UInt8(ascii: "X"): .init(.command, .required)
    case UInt8(ascii: "Y"): .init(.firstCommand, .required)
    case UInt8(ascii: "#"): .init(.batch)
    case UInt8(ascii: "B"): .init(.lineBuffered)
    case UInt8(ascii: "V"): .init(.version)
    case UInt8(ascii: "?"): .init(.help)
    default: nil
    }
  }
}
