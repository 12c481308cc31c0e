public import MailBytes
public import MailFormat
public import MailSystem
public import MailWire

/// Everything a run needs from outside, so that tests can put their own in its place.
///
/// Files and processes are reached through MailSystem directly (tests use folders of their own); what a test must be able
/// to replace is here: the streams, the clock, the user, the environment, the network, and the leaves chosen by `mail`.
public final class World {
  /// The name the program was called by, without folders: `mail`, `mailx`, `bsd-mailx`.
  public let programName: String
  /// The arguments behind the program's name.
  public let arguments: [[UInt8]]
  /// The variables of the environment.
  public var environment: EnvironmentBlock
  /// The person the program works for; looked up when first asked for.
  public private(set) lazy var user: UserIdentity = findUser()
  private let findUser: () -> UserIdentity
  /// The machine's name in mail addresses; looked up when first asked for.
  public private(set) lazy var mailName: String = Self.findMailName()
  /// Standard input.
  public var input: any TextInput
  /// Standard output: prompts and data.
  public var output: any TextOutput
  /// Standard error: diagnostics.
  public var errors: any TextOutput
  /// The wall clock, the monotonic clock, and the local time zone.
  public var clock: any WorldClock
  /// Opens connections.
  public var dialer: any Dialer
  /// Puts TLS over them; nil where the program was built without.
  public var tls: (any TLSProvider)?
  /// Authentication mechanisms with arithmetic; nil where the program was built without.
  public var sasl: (any SASLProvider)?
  /// Turns HTML into text; nil where the program was built without.
  public var htmlRenderer: (any HTMLRenderer)?
  /// Turns Markdown into HTML; nil where the program was built without.
  public var markdownRenderer: (any MarkdownRenderer)?
  /// Converts character sets.
  public var charsets: any CharsetConverter
  /// Converts domain names that are not ASCII; its library is opened at the first of them.
  public var domainNames: any DomainNames = SystemDomainNames()
  /// Widths of characters; their library is opened at the first one that is not ASCII.
  public var widths: any CharacterWidths = SystemCharacterWidths()
  /// Where signals arrive once a person or a server is waited for.
  public let signals: SignalSwitch

  /// What lives as long as the process, so that its end takes nothing apart piece by piece.
  var keptAlive: AnyObject?

  /// Makes a world from its parts.
  public init(
    programName: String, arguments: [[UInt8]], environment: EnvironmentBlock,
    input: any TextInput, output: any TextOutput, errors: any TextOutput, clock: any WorldClock, dialer: any Dialer,
    tls: (any TLSProvider)? = nil, sasl: (any SASLProvider)? = nil, htmlRenderer: (any HTMLRenderer)? = nil,
    markdownRenderer: (any MarkdownRenderer)? = nil, charsets: any CharsetConverter,
    signals: SignalSwitch = SignalSwitch(),
    findUser: @escaping () -> UserIdentity
  ) {
    self.programName = programName
    self.arguments = arguments
    self.environment = environment
    self.findUser = findUser
    self.signals = signals
    self.input = input
    self.output = output
    self.errors = errors
    self.clock = clock
    self.dialer = dialer
    self.tls = tls
    self.sasl = sasl
    self.htmlRenderer = htmlRenderer
    self.markdownRenderer = markdownRenderer
    self.charsets = charsets
  }

  /// The home folder: HOME where it is set, else that of the password entry, else nil.
  public var home: String? {
    if let home = environment["HOME"], !home.isEmpty { return home }
    return user.home.isEmpty ? nil : user.home
  }

  /// The full name of the machine; where it has none, what Debian's /etc/mailname says.
  private static func findMailName() -> String {
    let name = Host.name()
    if name.utf8.contains(UInt8(ascii: ".")) { return name }
    if let text = try? FileSystem.contents(of: "/etc/mailname", limit: 1024) {
      let line = Blanks.trim(Array(text.prefix { $0 != 0x0a }))
      if !line.isEmpty { return String(decoding: line, as: UTF8.self) }
    }
    return name
  }
}
