import MailBytes

/// Makes the bytes of a message from a draft: header, MIME structure, encodings; nothing large lies in memory.
///
/// What comes out is RFC 5322 and MIME with LF line ends, no line over 998 bytes, ASCII alone unless 8bit or UTF-8
/// headers are asked for. Blind recipients never appear in it.
public struct MessageBuilder {
  /// Content up to this size is encoded at once; larger content while it is sent.
  static let inMemory = 1 << 15
  /// How often a boundary that occurs in the content is replaced.
  private static let boundaryTries = 16

  private let options: BuildOptions
  private var boundaryNumber: Int
  private let token: [UInt8]
  private var segments: [OutgoingMessage.Segment] = []
  private var text: [UInt8] = []
  private var needs8Bit = false
  private var holdsBoundary = false

  private init(_ options: BuildOptions, attempt: Int) {
    self.options = options
    boundaryNumber = attempt * 100
    token = Identity.token(options.random.map { $0 &+ UInt8(truncatingIfNeeded: attempt &* 37) }, count: 20)
  }

  /// Makes the message.
  public static func build(_ draft: Draft, options: BuildOptions) throws(ComposeError) -> OutgoingMessage {
    var options = options
    let adopted = DraftFields.adopt(draft, &options)
    for attempt in 0..<boundaryTries {
      var builder = MessageBuilder(options, attempt: attempt)
      let message = try builder.message(adopted)
      if !builder.holdsBoundary { return message }
    }
    throw ComposeError(.content, "no boundary found that does not occur in the content")
  }

  private mutating func message(_ draft: Draft) throws(ComposeError) -> OutgoingMessage {
    var header = HeaderWriter(allowsUTF8: options.allowsUTF8Headers)
    try DraftFields.write(draft, options, to: &header)
    if try canOmitMIME(draft) {
      if case .part(let part) = draft.body {
        text += header.bytes
        text.append(0x0a)
        text += try Self.bytes(of: part.content)
      }
      flush()
      return OutgoingMessage(segments: segments, needs8Bit: false, needsUTF8Headers: header.hasUTF8)
    }
    try header.words("MIME-Version", Array("1.0".utf8))
    var body = draft.body
    if !draft.attachments.isEmpty {
      let rest = draft.attachments.map { DraftBody.part($0) }
      // A body of no parts was left out on purpose.
      if case .mixed(let parts) = body, parts.isEmpty { body = .mixed(rest) } else { body = .mixed([body] + rest) }
    }
    try emit(body, header, isWhole: true)
    flush()
    return OutgoingMessage(segments: segments, needs8Bit: needs8Bit, needsUTF8Headers: header.hasUTF8)
  }

  /// Whether the message is a plain text in ASCII that is asked to go without the fields of MIME.
  private func canOmitMIME(_ draft: Draft) throws(ComposeError) -> Bool {
    guard options.omitsNeedlessMIME, draft.attachments.isEmpty, case .part(let part) = draft.body,
      part.type == nil || part.type == "text/plain", part.content.count <= Self.inMemory
    else { return false }
    let finding = try ContentInspector.inspect(part.content, boundary: token)
    let plan = PartPlan(part, finding, isWhole: true, canConvert: false, options: options)
    return finding.tally.isASCII && plan.encoding == "7bit"
  }

  private static func bytes(of content: any ContentSource) throws(ComposeError) -> [UInt8] {
    var bytes: [UInt8] = []
    do throws(ContentError) {
      try content.read(at: 0, limit: content.count, into: &bytes)
    } catch {
      throw ComposeError(.content, error.summary)
    }
    return bytes
  }

  private mutating func flush() {
    if !text.isEmpty { segments.append(.text(text)) }
    text = []
  }

  // MARK: the tree

  /// Appends a part: the fields that are given, those of its content, the empty line, the content.
  private mutating func emit(_ body: DraftBody, _ header: HeaderWriter, isWhole: Bool) throws(ComposeError) {
    switch body {
    case .part(let part): try emit(part, header, isWhole: isWhole)
    case .alternative(let parts): try emit(parts, "multipart/alternative", header)
    case .related(let parts): try emit(parts, "multipart/related", header)
    case .mixed(let parts): try emit(parts, "multipart/mixed", header)
    }
  }

  private mutating func emit(
    _ parts: [DraftBody], _ type: String, _ given: HeaderWriter
  ) throws(ComposeError) {
    if parts.count == 1, let only = parts.first { return try emit(only, given, isWhole: false) }
    var header = given
    let boundary = nextBoundary()
    var parameters = Array("boundary=\"".utf8) + boundary + [0x22, 0x0a]
    if type == "multipart/related", case .part(let root)? = parts.first {
      let name = Array((root.type ?? "text/html").utf8).prefix { $0 != 0x3b }
      parameters += Array("type=\"".utf8) + name + [0x22, 0x0a]
    }
    try header.value("Content-Type", type, parameters)
    text += header.bytes
    // The newline in front of a boundary belongs to it: the content before keeps its own.
    for part in parts {
      text += [0x0a, 0x2d, 0x2d] + boundary + [0x0a]
      try emit(part, HeaderWriter(allowsUTF8: options.allowsUTF8Headers), isWhole: false)
    }
    text += [0x0a, 0x2d, 0x2d] + boundary + [0x2d, 0x2d, 0x0a]
  }

  private mutating func emit(
    _ part: Attachment, _ given: HeaderWriter, isWhole: Bool
  ) throws(ComposeError) {
    var (part, header) = (part, given)
    var finding = try ContentInspector.inspect(
      part.content, boundary: token, isCalledText: PartPlan.isCalledText(part))
    if let type = part.type, PartPlan.isMultipart(part),
      !MultipartMender.canTravel(finding.tally, inSevenBits: options.isSevenBit)
    {
      part.content = MemoryContent(
        try MultipartMender.mended(try Self.bytes(of: part.content), type: type, inSevenBits: options.isSevenBit))
      finding = try ContentInspector.inspect(part.content, boundary: token)
    }
    let isSmall = part.content.count <= Self.inMemory
    let plan = PartPlan(
      part, finding, isWhole: isWhole, canConvert: isSmall || part.content is MemoryContent, options: options)
    if case .identity = plan.transfer, finding.holdsBoundary, !isWhole { holdsBoundary = true }
    if plan.isEightBit { needs8Bit = true }
    try header.value("Content-Type", plan.type, plan.parameters)
    try header.words("Content-Transfer-Encoding", Array(plan.encoding.utf8))
    try writeDisposition(of: part, to: &header)
    text += header.bytes
    text.append(0x0a)
    if isSmall || plan.dropsCarriageReturns {
      try encode(part.content, plan)
    } else {
      flush()
      segments.append(.file(part.content, plan.transfer))
    }
  }

  private func writeDisposition(of part: Attachment, to header: inout HeaderWriter) throws(ComposeError) {
    if part.disposition != .none {
      let name = part.fileName.map { ParameterWriter.parameter("filename", PartPlan.lastComponent($0)) }
      try header.value(
        "Content-Disposition", part.disposition == .inline ? "inline" : "attachment", name ?? [])
    }
    if let id = part.contentID, let legal = MessageID(id) { try header.messageIDs("Content-ID", [legal]) }
    if let summary = part.summary { try header.text("Content-Description", HeaderGate.folded(summary).value) }
  }

  private mutating func encode(_ content: any ContentSource, _ plan: PartPlan) throws(ComposeError) {
    var bytes = try Self.bytes(of: content)
    if plan.dropsCarriageReturns { bytes.removeAll { $0 == 0x0d } }
    switch plan.transfer {
    case .identity: text += bytes
    case .base64: text += Base64.encodeLines(bytes.span)
    case .quotedPrintable: text += QuotedPrintable.encode(bytes.span)
    }
  }

  /// `=_` can occur neither in base64 nor in quoted-printable; what travels as it is was searched for the token.
  private mutating func nextBoundary() -> [UInt8] {
    var boundary: [UInt8] = Array("=_".utf8)
    boundary.append(decimal: boundaryNumber)
    boundary.append(0x5f)
    boundary += token
    boundaryNumber += 1
    return boundary
  }
}
