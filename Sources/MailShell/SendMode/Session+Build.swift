import MailBytes
import MailFormat
import MailLanguage
import MailSystem
import MailWire

extension Session {
  /// The finished message of a composition.
  func outgoingMessage(
    for composition: Composition, _ recipients: Recipients, in7Bit: Bool = false
  ) throws -> OutgoingMessage {
    let draft = try DraftMaker(session: self, composition: composition, recipients: recipients).draft()
    var options = buildOptions(in7Bit: in7Bit)
    options.omitsNeedlessMIME = composition.omitsMIME
    if composition.isVerbatim {
      var composition = composition
      composition.fields = composition.fields.map { (name: $0.name, value: text($0.value)) }
      return try VerbatimMessage(draft: draft, composition: composition, options: options).make()
    }
    return try MessageBuilder.build(draft, options: options)
  }

  /// Time, identity and taste of a message.
  func buildOptions(in7Bit: Bool) -> BuildOptions {
    let now = world.clock.now()
    // The same bytes on every try, so that a message keeps its identity.
    if messageSeed.isEmpty { messageSeed = RandomBytes.make(24) }
    var options = BuildOptions(
      date: MailDate(secondsSinceEpoch: now, offsetMinutes: world.clock.offset(at: now) / 60), random: messageSeed)
    options.isSevenBit = in7Bit
    // The identity names the host; `noagent` hides no more than the program.
    let hidesHost = settings.flag(.stealthmua) && settings.word(.stealthmua) != "noagent"
    if !hidesHost, !settings.flag(.messageIdDisable) { options.messageIDHost = ownHost }
    if let number = settings.number(.maximumUnencodedLineLength), number > 0 { options.longestLine = number }
    if settings.isAssigned(.charset7bit), let name = settings.string(.charset7bit) { options.asciiCharset = name }
    // Only text that is no UTF-8 asks what it may be.
    options.fallbackCharset = foreignCharset
    if settings.flag(.useragent), !settings.flag(.stealthmua) {
      options.userAgent = "mail " + Version.number
    }
    switch settings.word(.mimeEncoding) {
    case "8bit": options.encoding = .eightBit
    case "quoted-printable": options.encoding = .quotedPrintable
    case "base64": options.encoding = .base64
    default: options.encoding = .automatic
    }
    return options
  }

  /// `dsn=failure,delay` as the driver takes it.
  func deliveryNotification(_ words: String) throws(ShellError) -> DeliveryNotification {
    var result = DeliveryNotification()
    for word in words.split(whereSeparator: { $0 == "," || $0 == " " }) {
      switch ASCIIName.lowered(String(word)) {
      case "success": result.onSuccess = true
      case "failure": result.onFailure = true
      case "delay": result.onDelay = true
      case "never": result.never = true
      case "hdrs", "headers": result.returnsFullMessage = false
      case "full": result.returnsFullMessage = true
      default:
        throw ShellError(
          "dsn: unknown word \(TerminalQuote.quoted(String(word)))",
          hint: "It takes success, failure, delay or never, and full or headers.", exitStatus: .configuration)
      }
    }
    // The header tells which message it was; a whole message that bounces is a burden.
    if result.onSuccess || result.onFailure || result.onDelay, result.returnsFullMessage == nil {
      result.returnsFullMessage = false
    }
    return result
  }
}
