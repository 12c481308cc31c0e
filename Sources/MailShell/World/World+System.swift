public import MailBytes
public import MailFormat
public import MailSystem
public import MailWire

extension World {
  /// The real world: the streams, clock, user and network of this process.
  public static func system(
    programName: String, arguments: [[UInt8]], charsets: any CharsetConverter, tls: (any TLSProvider)? = nil,
    sasl: (any SASLProvider)? = nil, htmlRenderer: (any HTMLRenderer)? = nil,
    markdownRenderer: (any MarkdownRenderer)? = nil
  ) -> World {
    let signals = SignalSwitch()
    let epoch = Environment.value(of: "SOURCE_DATE_EPOCH").flatMap { Int64($0) }
    let output = SystemOutput(descriptor: 1, signals: signals)
    let errors = SystemOutput(descriptor: 2, signals: signals)
    let dialer = TellingDialer(TCPDialer(makeGate: { signals.make() })) { host in
      guard errors.isTerminal else { return }
      output.flush()
      errors.write(TerminalText(cleaning: "waiting for \(host) ...").bytes + [0x0a])
      errors.flush()
    }
    return World(
      programName: programName, arguments: arguments,
      environment: EnvironmentBlock(
        lookup: { Environment.value(of: $0) }, store: { Environment.set($0, to: $1) },
        all: { Environment.all() }),
      input: SystemInput(makeGate: { signals.make() }), output: output, errors: errors,
      clock: SystemClock(fixed: epoch), dialer: dialer, tls: tls, sasl: sasl, htmlRenderer: htmlRenderer,
      markdownRenderer: markdownRenderer, charsets: charsets, signals: signals, findUser: UserIdentity.current)
  }
}
