import MailBytes

/// Messages that exist already and go out as they are: complete ones given with `-t`, and those sent on.
public struct VerbatimMessage {
  /// The largest header that is looked at.
  static let largestHeader = 4 << 20

  private let source: any ContentSource
  private let header: HeaderBlock
  private let bodyStart: Int

  /// Reads the header of a message.
  public init(_ source: any ContentSource) throws(ComposeError) {
    self.source = source
    var bytes: [UInt8] = []
    var index = HeaderIndex()
    while true {
      let before = bytes.count
      do throws(ContentError) {
        try source.read(at: before, limit: 1 << 16, into: &bytes)
      } catch {
        throw ComposeError(.content, error.summary)
      }
      index = HeaderIndex.scan(bytes.span)
      if index.hasSeparator || bytes.count == before { break }
      guard bytes.count <= Self.largestHeader else {
        throw ComposeError(.tooLarge, "the header of the message is larger than \(Self.largestHeader >> 20) MiB")
      }
    }
    bodyStart = index.bodyStart
    bytes.removeLast(bytes.count - min(bytes.count, index.bodyStart))
    header = HeaderBlock(bytes)
  }

  /// Whether it says how its body is to be read, so that it must not be changed.
  public var isMIME: Bool { header.first(.mimeVersion) != nil || header.first(.contentType) != nil }

  /// The fields, to see whom it is for.
  public var fields: HeaderBlock { header }

  /// What follows the header.
  public var body: any ContentSource { ContentSlice(source, from: bodyStart) }

  /// The message with what every message needs and without what none may have.
  ///
  /// Date, From and Message-ID are added where they are missing, the recipients of `additions` where they are not
  /// named yet; Bcc, Status and the From_ line go.
  public func completed(with additions: Draft, options: BuildOptions) throws(ComposeError) -> OutgoingMessage {
    var writer = HeaderWriter(allowsUTF8: options.allowsUTF8Headers)
    let hasDate = header.first(.date) != nil
    if !hasDate, let date = options.date {
      try writer.words(
        "Date", DateFormat.rfc5322(date.secondsSinceEpoch, offsetMinutes: date.offsetMinutes ?? 0))
    }
    if header.first(.from) == nil { try writer.addresses("From", additions.from) }
    var skipped: [HeaderFieldName] = [.bcc, .resentBcc]
    if !additions.to.isEmpty {
      try writer.addresses("To", merged(.to, additions.to))
      skipped.append(.to)
    }
    if !additions.cc.isEmpty {
      try writer.addresses("Cc", merged(.cc, additions.cc))
      skipped.append(.cc)
    }
    if header.first(.messageID) == nil, let id = Identity.messageID(options) {
      try writer.messageIDs("Message-ID", [id])
    }
    return try finished(writer, without: skipped)
  }

  /// The message sent on by someone else: Resent- fields in front, all others as they were (RFC 5322 section 3.6.6).
  public func resent(
    from sender: Address, to recipients: [Address], options: BuildOptions
  ) throws(ComposeError) -> OutgoingMessage {
    var writer = HeaderWriter(allowsUTF8: options.allowsUTF8Headers)
    try writer.addresses("Resent-From", [sender])
    if let date = options.date {
      try writer.words(
        "Resent-Date", DateFormat.rfc5322(date.secondsSinceEpoch, offsetMinutes: date.offsetMinutes ?? 0))
    }
    if let id = Identity.messageID(options) { try writer.messageIDs("Resent-Message-ID", [id]) }
    try writer.addresses("Resent-To", recipients)
    return try finished(writer, without: [.bcc, .resentBcc])
  }

  private func merged(_ name: HeaderFieldName, _ more: [Address]) -> [Address] {
    var all: [Address] = []
    for field in header.all(name) { all += AddressParser.parseAll(header.unfolded(field)).mailboxes }
    for address in more where !all.contains(where: { $0.isSameMailbox(as: address) }) { all.append(address) }
    return all
  }

  private func finished(
    _ given: HeaderWriter, without skipped: [HeaderFieldName]
  ) throws(ComposeError) -> OutgoingMessage {
    var writer = given
    let dropped = skipped + [.status, .xStatus]
    for field in header.fields {
      let name = header.name(of: field)
      if let known = HeaderFieldName(name), dropped.contains(known) { continue }
      var line = [UInt8](name) + [0x3a] + header.raw(field)
      line = try Self.clean(line)
      writer.raw(line.span)
    }
    let finding = try ContentInspector.inspect(body, boundary: Array("=_".utf8))
    var head = writer.bytes
    head.append(0x0a)
    return OutgoingMessage(
      segments: [.text(head), .file(body, .identity)], needs8Bit: !finding.tally.isASCII,
      needsUTF8Headers: writer.hasUTF8)
  }

  /// A field with LF line ends, each further line begun with a blank; lone CR and NUL are refused.
  private static func clean(_ field: [UInt8]) throws(ComposeError) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(field.count + 1)
    for (index, byte) in field.enumerated() {
      if byte == 0x0d, index + 1 == field.count || field[index + 1] == 0x0a { continue }
      guard byte != 0x0d, byte != 0 else {
        throw ComposeError(.lineBreak, "the header of the message holds a lone CR or NUL: not sent")
      }
      output.append(byte)
    }
    while output.last == 0x0a { output.removeLast() }
    output.append(0x0a)
    return output
  }
}
