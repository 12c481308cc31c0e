import MailBytes
import MailFormat
import MailLanguage
import MailSystem

/// Reads the options that say what a message is made of.
struct CompositionOptions {
  let session: Session
  let options: ParsedOptions

  /// The message as the command line begins it; attachments are checked to be readable.
  func composition() throws -> Composition {
    var result = Composition()
    try compose(&result)
    return result
  }

  /// Puts what the command line says into a message that is empty yet.
  ///
  /// - Throws: what went wrong first, `CutOffInput` when an attachment could not be read to its end: then the message
  ///   holds all the rest, but for pipes that nothing has been read of.
  func compose(_ result: inout Composition) throws {
    result.to = strings(options.recipients).map(Self.marked)
    if session.settings.isAssigned(.expandargv), !options.trailing.isEmpty {
      session.mailerArguments += strings(options.trailing)
    } else {
      result.to += strings(options.trailing).map(Self.marked)
    }
    var failure: (any Error)?
    if !options.mailerArguments.isEmpty {
      if session.settings.isAssigned(.expandargv) {
        session.mailerArguments += strings(options.mailerArguments)
      } else {
        failure = ShellError(
          "arguments for the mail transport are not allowed", hint: "Set expandargv to allow them.", exitStatus: .usage)
      }
    }
    result.recordsByName = options.has(.byName)
    var state = PartState()
    for item in options.items {
      do { try take(item, &result, &state, isEnding: failure != nil) } catch { failure = failure ?? error }
    }
    // As in GNU mail, what holds at the end holds for the text; a type of no text only when it stood there last.
    if let type = state.type, state.isBehindAll || ASCIIName.lowered(type).hasPrefix("text/") { result.bodyType = type }
    result.bodyEncoding = state.encoding
    if let failure { throw failure }
  }

  /// An address that begins with a dash, marked as one.
  ///
  /// The parser of the command line lets one through only behind two dashes, where it is meant. A name without a host is
  /// more likely an option that should have reached sendmail.
  private static func marked(_ text: String) -> String {
    guard text.utf8.first == UInt8(ascii: "-"), text.utf8.contains(UInt8(ascii: "@")),
      let forms = try? AddressParser.parseRecipients(text), forms == [.dashed(text)]
    else { return text }
    return "<" + text + ">"
  }

  /// What GNU's options say about the attachments that follow.
  private struct PartState {
    /// `--content-type`, for all that follow.
    var type: String?
    /// `--encoding`, for all that follow.
    var encoding: BuildOptions.Encoding?
    /// `--content-name`, for the next one.
    var name: String?
    /// `--content-filename`, for the next one.
    var fileName: String?
    /// Whether no attachment came behind the type.
    var isBehindAll = false

    /// An attachment of this state; the names are used up.
    mutating func attachment(_ source: Composition.Attachment.Source) -> Composition.Attachment {
      defer { (name, fileName, isBehindAll) = (nil, nil, false) }
      return Composition.Attachment(
        source: source, type: type, name: fileName, typeName: name, encoding: encoding)
    }
  }

  /// Takes one option.
  ///
  /// - Parameter isEnding: whether nothing is sent any more, so that no pipe is waited for.
  private func take(
    _ item: ParsedOptions.Item, _ result: inout Composition, _ state: inout PartState, isEnding: Bool
  ) throws {
    switch item.key {
    case .subject: result.subject = oneLine(item.string, "subject")
    case .cc: result.cc.append(item.string)
    case .bcc: result.bcc.append(item.string)
    case .from:
      let sender = item.string.isEmpty ? nil : item.string
      (result.returnAddress, result.namesEnvelope) = (sender, sender != nil)
      if !result.hasAuthor { result.from = sender }
    case .replyTo: result.replyTo = item.string
    case .inReplyTo: result.inReplyTo = item.string
    case .receiver: try takeReceiver(item.string, &result)
    case .header: try takeField(item.value, &result)
    case .bodyType: result.bodyType = item.string
    case .contentType: (state.type, state.isBehindAll) = (try mediaType(item.string), true)
    case .attach, .attachAs, .accountOrFile:
      if item.key == .accountOrFile, session.hasAccount(item.string) { return }
      let charsets = AttachmentCharsets(String(decoding: item.charset, as: UTF8.self))
      try attach(item.string, charsets, &state, &result, isEnding: isEnding)
    case .contentName: state.name = item.string
    case .contentFilename: state.fileName = item.string
    case .attachDescriptor: if !isEnding { try attach(descriptor: item.string, &state, &result) }
    case .encoding: state.encoding = try encoding(named: item.value)
    case .hops: session.mailerArguments += ["-h", item.string]
    case .alternative: result.isAlternative = true
    case .noAlternative: result.isAlternative = false
    case .skipEmptyAttachments: result.skipsEmptyParts = true
    case .noSkipEmptyAttachments: result.skipsEmptyParts = false
    case .mime: result.omitsMIME = false
    case .noMime: result.omitsMIME = true
    case .idFile: throw noReceiver
    default: break
    }
  }

  /// `-T` with a file.
  private var noReceiver: ShellError {
    ShellError(
      "-T: expected to:, cc:, bcc: or fcc: before the address",
      hint: "A file for Message-IDs can be named where mail is read.", exitStatus: .usage)
  }

  /// `--content-type`: a type and a subtype of RFC 2045 section 5.1, and what parameters there are.
  private func mediaType(_ text: String) throws(ShellError) -> String {
    let name = text.utf8.prefix { $0 != UInt8(ascii: ";") }
    let halves = Blanks.trim(Array(name)).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    func isToken(_ bytes: ArraySlice<UInt8>) -> Bool {
      !bytes.isEmpty && bytes.allSatisfy { $0.isASCIIAlphanumeric || "!#$%&'*+-.^_`{|}~".utf8.contains($0) }
    }
    guard halves.count == 2, halves.allSatisfy(isToken), text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
      throw ShellError(
        "--content-type: \(TerminalQuote.quoted(text)): no media type", hint: "Write for instance text/html.",
        exitStatus: .usage)
    }
    return text
  }

  /// `--encoding`, for what follows it.
  private func encoding(named name: [UInt8]) throws(ShellError) -> BuildOptions.Encoding {
    if let encoding = BuildOptions.Encoding(named: name) { return encoding }
    throw ShellError(
      "--encoding: unknown encoding \(TerminalQuote.quoted(String(decoding: name, as: UTF8.self)))",
      hint: "It takes 7bit, 8bit, quoted-printable or base64.", exitStatus: .usage)
  }

  /// `--attach-fd`: reads the descriptor to its end.
  private func attach(
    descriptor text: String, _ state: inout PartState, _ result: inout Composition
  ) throws {
    let source: Composition.Attachment.Source
    var cutOff: SpooledInput.CutOff?
    do throws(SystemError) {
      guard let number = UInt16(text) else { throw SystemError(call: "open", subject: "descriptor", errno: 9) }
      let path = "/dev/fd/\(number)"
      if Session.isStream(path) {
        let content: SpooledInput
        (content, cutOff) = try session.spooledFile(path)
        source = .spooled(content)
      } else {
        source = .content(try FileSystem.contents(of: path))
      }
    } catch {
      throw ShellError(
        "cannot attach descriptor \(TerminalQuote.quoted(text)): it cannot be read",
        hint: "Nothing was sent to anybody.", exitStatus: .noInput)
    }
    result.attachments.append(state.attachment(source))
    if let cutOff { throw CutOffInput(cutOff, in: .attachment) }
  }

  private func strings(_ values: [[UInt8]]) -> [String] { values.map { String(keeping: $0) } }

  /// A value for one header line: line ends become blanks, with a warning.
  private func oneLine(_ text: String, _ what: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) || text.unicodeScalars.contains(where: isLineEnd)
    else {
      return text
    }
    session.world.errors.write("\(session.world.programName): control characters in the \(what) became blanks\n")
    var result = ""
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || scalar.value == 0x7f || isLineEnd(scalar)
      if isControl, result.unicodeScalars.last == " " { continue }
      result.unicodeScalars.append(isControl ? " " : scalar)
    }
    return result
  }

  private func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x85 || scalar.value == 0x2028 || scalar.value == 0x2029
  }

  /// `to: a@b`, `fcc: file` and their like, as `-T` takes them.
  private func takeReceiver(_ text: String, _ result: inout Composition) throws(ShellError) {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      throw noReceiver
    }
    let value = Blanks.trim(String(text[text.utf8.index(after: colon)...]))
    switch ASCIIName.lowered(Blanks.trim(String(text[..<colon]))) {
    case "to": result.to.append(value)
    case "cc": result.cc.append(value)
    case "bcc": result.bcc.append(value)
    case "fcc": result.fcc.append(value)
    default: throw noReceiver
    }
  }

  /// A header field of `-C` or `-a 'Name: value'`; those that the program writes itself go their own way.
  private func takeField(_ bytes: [UInt8], _ result: inout Composition) throws(ShellError) {
    guard let template = MessageTemplate(bytes), !bytes.contains(where: { $0 == 0x0a || $0 == 0x0d || $0 == 0 }) else {
      throw ShellError(
        "not a header field: \(TerminalQuote.quoted(SettingLine.quoted(bytes)))",
        hint: "Write Name: value on one line. Nothing was sent.", exitStatus: .dataError)
    }
    result.to += template.to
    result.cc += template.cc
    result.bcc += template.bcc
    result.fcc += template.fcc
    if let author = template.from { (result.from, result.hasAuthor) = (author, true) }
    result.replyTo = template.replyTo ?? result.replyTo
    result.sender = template.sender ?? result.sender
    result.subject = result.subject ?? template.subject
    result.inReplyTo = template.inReplyTo ?? result.inReplyTo
    if !template.references.isEmpty { result.references = template.references }
    for field in template.fields {
      // `-a 'Content-Type: text/html'` has made mail HTML in scripts for many years.
      if ASCIIName.equal(field.name, "Content-Type") {
        result.bodyType = field.value
      } else if ASCIIName.equal(field.name, "Content-Transfer-Encoding") {
        result.declaredEncoding = field.value
      } else if !ASCIIName.equal(field.name, "MIME-Version") {
        result.fields.append(field)
      }
    }
  }

  private func attach(
    _ name: String, _ charsets: AttachmentCharsets, _ state: inout PartState, _ result: inout Composition,
    isEnding: Bool
  ) throws {
    if name == "-", !FileSystem.exists(name) {
      guard !result.attachesInput else {
        throw ShellError("standard input can be attached only once", exitStatus: .usage)
      }
      result.attachesInput = true
      result.attachments.append(state.attachment(.input))
      return
    }
    var path = name
    if !FileSystem.exists(path) { path = try session.expandFileName(name) }
    guard FileSystem.isReadable(path), !FileSystem.isDirectory(path) else {
      let why =
        FileSystem.isDirectory(path) ? "is a folder" : FileSystem.exists(path) ? "Permission denied" : "No such file"
      throw ShellError(
        "cannot attach \(TerminalQuote.quoted(name)): \(why)", hint: "Nothing was sent to anybody.",
        exitStatus: .noInput)
    }
    if isEnding, Session.isStream(path) { return }
    let (attachment, cutOff) = try session.attachment(path, charsets) { state.attachment($0) }
    result.attachments.append(attachment)
    if let cutOff { throw CutOffInput(cutOff, in: .attachment) }
  }
}
