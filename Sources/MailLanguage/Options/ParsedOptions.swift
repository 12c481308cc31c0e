import MailBytes

/// The command line, understood: options with their values in order, and what else stood there.
public struct ParsedOptions: Sendable {
  /// One option.
  public struct Item: Sendable, Equatable {
    /// What it asks for.
    public var key: OptionKey
    /// Its value; empty when it has none.
    public var value: [UInt8]
    /// The charset that `-a file=charset` names, with the `#` of a second one.
    public var charset: [UInt8] = []
    /// Where it stood in the arguments; -1 for one that the program's name or a URL brought.
    public var index: Int
    /// How an ambiguous argument was read, for `--explain`; empty when there was no doubt.
    public var reading = ""

    /// The value as text.
    public var string: String { String(keeping: value) }
  }

  /// What the program is asked to do.
  public enum Mode: Sendable, Equatable {
    /// Compose and send a message.
    case send
    /// Read a mailbox.
    case read
  }

  /// The options, in order.
  public var items: [Item] = []
  /// What the program is asked to do.
  public var mode = Mode.read
  /// Recipients, or nothing when reading.
  public var recipients: [[UInt8]] = []
  /// Words behind `--` that followed recipients: for the local mailer if `expandargv` is set, else recipients.
  public var trailing: [[UInt8]] = []
  /// Words behind a second `--`: for the local mailer.
  public var mailerArguments: [[UInt8]] = []
  /// The operand of `-f`, nil for `~/mbox` or when there is no `-f`.
  public var file: [UInt8]?
  /// Whose reading was forced.
  public var dialect = CommandDialect.common
  /// Lines for standard error: an argument had two readings.
  public var warnings: [String] = []

  /// Nothing asked for.
  public init() {}

  /// Whether an option was given.
  public func has(_ key: OptionKey) -> Bool {
    for item in items where item.key == key { return true }
    return false
  }

  /// How often an option was given.
  public func count(_ key: OptionKey) -> Int {
    var count = 0
    for item in items where item.key == key { count += 1 }
    return count
  }

  /// The value of the last such option, for the last one wins.
  public func last(_ key: OptionKey) -> [UInt8]? {
    for item in items.reversed() where item.key == key { return item.value }
    return nil
  }

  /// The values of all such options, in order.
  public func all(_ key: OptionKey) -> [[UInt8]] {
    var values: [[UInt8]] = []
    for item in items where item.key == key { values.append(item.value) }
    return values
  }

  /// Whether anything was asked that is answered before settings are read: version, help.
  public var isInformation: Bool {
    has(.version) || has(.help) || has(.longHelp) || has(.usage) || has(.nothing)
  }
}
