import MailBytes
import MailFormat
import MailLanguage
import MailLink
import MailSubmit
import MailSystem
import MailWire

/// `--check`: walks the way a message would take as far as the authentication, in plain lines or as one JSON object;
/// sends nothing.
struct ServerCheck {
  /// What a line says; man/mail-json.7 has the words.
  private enum Kind: String {
    /// A step that went well.
    case passed
    /// A setting that does nothing, or not what it says.
    case warning
    /// What is good to know.
    case note

    var mark: StaticString {
      switch self {
      case .passed: "✓ "
      case .warning: "! "
      case .note: "  "
      }
    }
  }

  let session: Session
  let sender: String?
  /// What was told, where an object holds it.
  private var told: [(kind: Kind, words: String)] = []

  /// A check of what the settings of a session say, for mail of a sender.
  init(session: Session, sender: String?) { (self.session, self.sender) = (session, sender) }

  /// Checks and tells; success only when a message could be handed in now.
  mutating func run() -> ExitStatus {
    let status = check()
    if session.printsJSON { session.world.output.write(json(status)) }
    return status
  }

  private func json(_ status: ExitStatus) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("status")
    json.number(Int(status.rawValue))
    json.key("steps")
    json.beginList()
    for (kind, words) in told {
      json.beginObject()
      json.key("kind")
      json.string(kind.rawValue)
      json.key("text")
      json.string(words.repaired)
      json.endObject()
    }
    json.endList()
    json.key("error")
    json.string(status == .success ? nil : session.sendResult.error?.repaired)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private mutating func check() -> ExitStatus {
    tellOfSlips()
    do {
      try checkSender()
      switch try session.transport() {
      case .server(let server): try check(server)
      case .program(let path, _):
        let found = path.utf8.contains(UInt8(ascii: "/")) ? path : Launcher.find(path)
        guard let found, FileSystem.isExecutable(found) else {
          throw ShellError(
            "\(TerminalQuote.quoted(path)): cannot be run",
            hint: "Set mta to a sendmail program or to a server such as smtp://mail.example.org.",
            exitStatus: .unavailable)
        }
        tick("mail goes to the program \(found)")
      case .exchanges:
        let resolver = try session.nameResolver()
        tick("mail goes to the servers of each recipient's domain, which are asked for by name")
        let answer = try resolver.lookUp("example.com", .mailExchange, by: .after(seconds: 30))
        tick("the name server answers" + (answer.status == .found ? "" : ", and knows no example.com"))
        note("many networks block port \(session.exchangePort), and many servers refuse mail from home connections")
      case .local:
        let folder = try session.deliveryFolder()
        guard FileSystem.isDirectory(folder) else {
          throw ShellError(
            "\(TerminalQuote.quoted(folder)): no such folder", hint: "Set smtp=HOST to send through a server.",
            exitStatus: .cannotCreate)
        }
        tick("mail goes to the mailboxes of this machine in \(folder); set smtp=HOST to reach others")
      case .test(let path): tick("mail goes to \(path ?? "standard output") and is not sent")
      }
      return .success
    } catch let error as any MailError {
      session.report(error)
      return error.exitStatus == .success ? .failure : error.exitStatus
    } catch {
      return .software
    }
  }

  /// What the files and options set that nobody knows: it is passed over without a word in every other run.
  private mutating func tellOfSlips() {
    // In the order in which an editor comes to them.
    let listing = session.settings.listing.enumerated().sorted {
      ($0.element.origin.lineOfFile, $0.offset) < ($1.element.origin.lineOfFile, $1.offset)
    }
    for (_, (name, value, origin)) in listing {
      let bytes = Array(name.utf8)
      if Settings.setting(named: bytes) == nil {
        let nearest = Settings.suggestion(for: bytes).map { "; did you mean \($0)?" } ?? ", a variable of your own"
        line(.warning, "\(place(of: origin))\(TerminalQuote.quoted(name)) is no setting\(nearest)")
      } else if let doubt = session.doubt(about: bytes, value) {
        // A from that is no address is an error, and told as such.
        if name != "from" { line(.warning, place(of: origin) + doubt.summary) }
      }
    }
  }

  private func place(of origin: SettingOrigin) -> String {
    switch origin {
    case .file(let name, let line): "\(name), line \(line): "
    case .commandLine: "-S: "
    case .environment: "environment: "
    case .session, .program: ""
    }
  }

  private func checkSender() throws {
    guard let from = sender ?? session.settings.string(.from), !from.isEmpty else { return }
    do throws(AddressError) {
      _ = try AddressParser.parseRecipients(from)
    } catch {
      throw ShellError(
        "from", hint: "Write it as in set from=me@example.org.", cause: error, exitStatus: error.exitStatus)
    }
  }

  private mutating func check(_ server: SubmissionServer) throws {
    let from = (sender ?? session.settings.string(.from)).flatMap {
      AddressParser.parse(Array($0.utf8)).mailboxes.first
    }
    tick("mail goes to \(server.displayName) by \(server.scheme)")
    if from == nil { note("no from is set: mail comes from \(session.world.user.name)@\(session.ownHost)") }
    let configuration = try session.configuration(for: server, from: from)
    tick("settings can be read" + (configuration.credentials == nil ? "; nobody signs in" : ""))
    let dialer = try session.dialer(for: server)
    let connection = try Connection.dial(
      configuration.endpoint, policy: configuration.security, dialer: dialer, tls: session.world.tls,
      timeouts: configuration.timeouts, transcript: session.settings.flag(.verbose) ? session.transcript() : nil)
    defer { connection.close() }
    connection.conceal(configuration.credentials?.secret)
    tick("connected to \(server.displayName)")
    if connection.isSecure { tick("TLS is on" + words(of: connection)) }
    let wasSecure = connection.isSecure
    var dialog = SubmissionDialog(
      SubmissionEnvelope(reversePath: nil, recipients: []),
      options: configuration.options(on: connection, sasl: session.world.sasl))
    _ = try DialogRunner.run(&dialog, on: connection)
    if connection.isSecure, !wasSecure { tick("STARTTLS is on" + words(of: connection)) }
    if !connection.isSecure { note("the connection is not encrypted") }
    if let credentials = configuration.credentials { tick("signed in as \(credentials.user)") }
    tell(dialog.offered)
  }

  /// What is to be said of the certificate of a connection that came about.
  private func words(of connection: Connection) -> String {
    guard let certificate = connection.stream.peerCertificate else { return " and the certificate is good" }
    if certificate.faults.isEmpty { return " and the certificate is good until \(certificate.notAfter)" }
    return "; the certificate is taken although " + certificate.faults.joined(separator: "; ")
  }

  private mutating func tell(_ offered: Extensions) {
    var words: [String] = []
    if offered.pipelining { words.append("PIPELINING") }
    if offered.eightBitMIME { words.append("8BITMIME") }
    if offered.smtpUTF8 { words.append("SMTPUTF8") }
    if offered.dsn { words.append("DSN") }
    if offered.chunking { words.append("CHUNKING") }
    if let size = offered.maximumSize, size > 0 { words.append("messages up to \(size) bytes") }
    if !offered.mechanisms.isEmpty { words.append("AUTH " + offered.mechanisms.joined(separator: " ")) }
    note("the server offers " + (words.isEmpty ? "nothing beyond plain SMTP" : words.joined(separator: ", ")))
  }

  private mutating func tick(_ words: String) { line(.passed, words) }
  private mutating func note(_ words: String) { line(.note, words) }

  private mutating func line(_ kind: Kind, _ words: String) {
    guard !session.printsJSON else { return told.append((kind, words)) }
    session.world.output.write(kind.mark.description)
    session.world.output.write(TerminalText(cleaning: words).bytes + [0x0a])
  }
}
