/// Reads the command line of all dialects at once; where they disagree the arguments themselves decide.
///
/// Options may follow addresses, flags may be bundled, the value of the last may be glued on, long names may be cut
/// short. Pure: what it must know about files and commands it asks the probe.
public struct OptionParser {
  let arguments: [[UInt8]]
  let probe: OptionProbe
  var result = ParsedOptions()
  var position = 0
  var operands: [[UInt8]] = []
  /// A `-q` behind which no file of that name is there, and which operand its name would be: with others beside it the
  /// file is missing, alone it is whom the message is for.
  var missingQuote: (item: Int, operand: Int)?

  /// Prepares to read the arguments behind the program's name.
  public init(_ arguments: [[UInt8]], programName: String, probe: OptionProbe) {
    self.init(arguments, dialect: CommandDialect(programName: programName), probe: probe)
  }

  init(_ arguments: [[UInt8]], dialect: CommandDialect, probe: OptionProbe) {
    self.arguments = arguments
    self.probe = probe
    result.dialect = dialect
  }

  /// Reads everything.
  public static func parse(
    _ arguments: [[UInt8]], programName: String = "mail", probe: OptionProbe
  ) throws(UsageError) -> ParsedOptions {
    var parser = OptionParser(arguments, programName: programName, probe: probe)
    return try parser.parse()
  }

  /// Reads everything.
  public mutating func parse() throws(UsageError) -> ParsedOptions {
    if arguments.contains(where: { $0.starts(with: "--dial".utf8) }) { try findDialect() }
    scan: while position < arguments.count {
      let argument = arguments[position]
      guard argument.count > 1, argument[0] == UInt8(ascii: "-") else {
        operands.append(argument)
        position += 1
        continue
      }
      if argument[1] == UInt8(ascii: "-") {
        if argument.count == 2 {
          takeRest()
          break scan
        }
        try parseLong(argument)
      } else if try parseShort(argument) {
        takeRest(forcedSend: true)
        break scan
      }
      position += 1
    }
    try finish()
    return result
  }

  /// A bundle of letters; true when `-.` ended the options.
  private mutating func parseShort(_ argument: [UInt8]) throws(UsageError) -> Bool {
    let index = position
    var at = 1
    while at < argument.count {
      let letter = argument[at]
      guard let row = OptionLetter.named(letter) else { throw unknown(argument, letter) }
      let isLast = at + 1 == argument.count
      switch row.argument {
      case .none, .optional:
        if row.key == .file, !isLast { try checkBundleOfFile(argument, at) }
        add(row.key, [], index)
        if row.key == .forceSend, isLast { return true }
      case .required:
        let value = try self.value(glued: argument[(at + 1)...], ofLetter: letter)
        try take(row.key, value, index)
        return false
      case .byContext:
        if try takeByContext(row.key, glued: argument[(at + 1)...], index) { return false }
      }
      at += 1
    }
    return false
  }

  private mutating func parseLong(_ argument: [UInt8]) throws(UsageError) {
    let index = position
    let body = argument[2...]
    let equals = body.firstIndex(of: UInt8(ascii: "="))
    let name = Array(body[..<(equals ?? body.endIndex)])
    let row = try OptionParser.row(long: name)
    let given = equals.map { Array(body[($0 + 1)...]) }
    switch row.argument {
    case .none:
      if given != nil {
        throw UsageError("--\(row.long) takes no value", hint: "Leave out `=' and what follows it.")
      }
      add(row.key, [], index)
    case .optional:
      add(row.key, row.key == .file ? [] : given ?? [], index)
      if let given, row.key == .file { result.file = given }
    case .required:
      let value: [UInt8]
      if let given { value = given } else { value = try nextArgument { ("--" + row.long, row.valueName) } }
      try take(row.key, value, index)
    case .byContext:
      switch (row.key, given) {
      case (.quoteFile, nil), (.bodyType, nil):
        try take(row.key, try nextArgument { ("--" + row.long, row.valueName) }, index)
      case (.skipEmpty, let command?): add(.command, command, index)
      case (.readOnly, let address?): add(.replyTo, address, index)
      case (_, let value?): add(row.key, value, index)
      case (_, nil): add(row.key, [], index)
      }
    }
  }

  /// The value of a letter: glued on, or the next argument.
  private mutating func value(glued: ArraySlice<UInt8>, ofLetter letter: UInt8) throws(UsageError) -> [UInt8] {
    if !glued.isEmpty { return Array(glued) }
    return try nextArgument { ("-" + String(UnicodeScalar(letter)), OptionParser.row(letter: letter)?.valueName ?? "") }
  }

  /// The next argument, which an option needs.
  private mutating func nextArgument(_ names: () -> (option: String, value: String)) throws(UsageError) -> [UInt8] {
    guard position + 1 < arguments.count else {
      let names = names()
      throw UsageError("option \(names.option) needs a value", hint: "Write \(names.option) \(names.value).")
    }
    position += 1
    return arguments[position]
  }

  /// Files an option with its value, sorting out what the value decides.
  private mutating func take(_ key: OptionKey, _ value: [UInt8], _ index: Int) throws(UsageError) {
    switch key {
    case .attach: try takeAttachment(value, index)
    case .attachAs: add(.attach, value, index)
    case .accountOrFile: takeAccount(value, index)
    case .receiver: takeReceiver(value, index)
    case .startupFiles: try takeStartupFiles(value, index)
    case .dialect: break
    default: add(key, value, index)
    }
  }

  mutating func add(_ key: OptionKey, _ value: [UInt8], _ index: Int, reading: String = "") {
    result.items.append(.init(key: key, value: value, index: index, reading: reading))
  }

  /// `--dialect` holds for the whole line, wherever it stands.
  private mutating func findDialect() throws(UsageError) {
    for (index, argument) in arguments.enumerated() where argument.starts(with: "--dial".utf8) {
      let name: [UInt8]
      if let equals = argument.firstIndex(of: UInt8(ascii: "=")) {
        name = Array(argument[(equals + 1)...])
      } else if index + 1 < arguments.count {
        name = arguments[index + 1]
      } else {
        return
      }
      guard let dialect = CommandDialect(name: String(decoding: name, as: UTF8.self)) else {
        position = argument.contains(UInt8(ascii: "=")) ? index : index + 1
        throw UsageError(
          "unknown dialect: \(String(decoding: name, as: UTF8.self))", hint: "There are bsd, heirloom, snail and gnu.")
      }
      result.dialect = dialect
    }
  }

  /// Everything behind `--`: recipients, and behind a second `--` words for the local mailer.
  private mutating func takeRest(forcedSend: Bool = false) {
    position += 1
    let hadRecipients = !operands.isEmpty && !result.has(.file)
    var behindSecond = false
    while position < arguments.count {
      let argument = arguments[position]
      if behindSecond {
        result.mailerArguments.append(argument)
      } else if argument.elementsEqual("--".utf8) {
        behindSecond = true
      } else if hadRecipients, !forcedSend {
        result.trailing.append(argument)
      } else {
        operands.append(argument)
      }
      position += 1
    }
  }
}
