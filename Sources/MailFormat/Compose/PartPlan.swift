import MailBytes

/// What a part is called and how it travels.
struct PartPlan {
  /// The media type without parameters.
  var type: String
  /// Its parameters, as `ParameterWriter` makes them.
  var parameters: [UInt8]
  /// The value of Content-Transfer-Encoding.
  var encoding: String
  /// What the writer does.
  var transfer: OutgoingMessage.TransferEncodingPlan
  /// Whether bytes over 127 go out.
  var isEightBit: Bool
  /// Whether each CR LF is to become LF.
  var dropsCarriageReturns = false

  /// The longest line that may go out (RFC 5322 section 2.1.1).
  static let longestLine = 998

  /// Decides for a part by what was found in it.
  ///
  /// - Parameter isWhole: whether the part is the whole message, so that a missing last line end would be added by
  ///   others.
  init(
    _ part: Attachment, _ finding: ContentInspector.Finding, isWhole: Bool, canConvert: Bool, options: BuildOptions
  ) {
    let given = GivenType(part.type)
    var type = given?.type ?? Self.guessedType(part, finding, options)
    let isText = type.hasPrefix("text/")
    if given == nil, isText, Self.isBinary(part, finding) { type = "application/octet-stream" }
    self.type = type
    parameters = given?.parameters ?? []
    (encoding, transfer, isEightBit) = ("base64", .base64, false)
    if type.hasPrefix("text/") {
      if !(given?.hasCharset ?? false) {
        let charset = part.charset ?? Self.charset(of: finding, options)
        parameters += ParameterWriter.parameter("charset", charset)
      }
      let longest = min(options.longestLine, Self.longestLine)
      chooseForText(
        part, finding.tally, isWhole: isWhole, canConvert: canConvert, Self.wish(part, options), longest)
    } else if type == "message/rfc822" || type.hasPrefix("multipart/") {
      chooseForMessage(finding.tally)
    }
    if type == "text/calendar", !(given?.hasMethod ?? false), let method = Self.calendarMethod(finding.head) {
      parameters += ParameterWriter.parameter("method", method)
    }
    if let name = part.typeName ?? part.fileName {
      parameters += ParameterWriter.asciiFallback("name", Self.lastComponent(name))
    }
  }

  /// Whether a part is text, whatever is in it: somebody has said so, or it is the text of the message.
  static func isCalledText(_ part: Attachment) -> Bool {
    isMainText(part) || GivenType(part.type)?.type.hasPrefix("text/") ?? false
  }

  /// Whether a part is a multipart that somebody else made.
  static func isMultipart(_ part: Attachment) -> Bool {
    part.disposition == .none && GivenType(part.type)?.type.hasPrefix("multipart/") ?? false
  }

  private static func isMainText(_ part: Attachment) -> Bool {
    part.type == nil && part.disposition == .none && part.fileName == nil
  }

  /// A text keeps its name and is encoded, for one stray control takes nothing from it; files go by what they hold.
  private static func isBinary(_ part: Attachment, _ finding: ContentInspector.Finding) -> Bool {
    isMainText(part) ? finding.isUnreadable : finding.isBinary
  }

  /// How the part is to be encoded, as far as the way allows it.
  private static func wish(_ part: Attachment, _ options: BuildOptions) -> BuildOptions.Encoding {
    let wish = part.encoding ?? options.encoding
    return wish == .eightBit && options.isSevenBit ? .automatic : wish
  }

  private mutating func chooseForText(
    _ part: Attachment, _ tally: ContentTally, isWhole: Bool, canConvert: Bool, _ wish: BuildOptions.Encoding,
    _ longestLine: Int
  ) {
    dropsCarriageReturns =
      part.disposition == .none && !part.keepsLineEnds && canConvert && tally.hasOnlyLineEndPairs
    let hasStrangers = tally.nulCount > 0 || tally.controlCount > 0
    let hasReturns = tally.carriageReturnCount > 0 && !dropsCarriageReturns
    let isWhole = isWhole && !tally.endsWithNewline
    let isPlain =
      !hasStrangers && !hasReturns && !isWhole && tally.longestLine <= longestLine && tally.fromLineCount == 0
    // What all texts are to have is for those that need an encoding; what one part is to have, it has.
    if isPlain, tally.isASCII, part.encoding == nil || wish == .automatic || wish == .eightBit {
      (encoding, transfer) = ("7bit", .identity)
      return
    }
    switch wish {
    case .base64: return
    case .quotedPrintable: break
    case .automatic, .eightBit:
      if isPlain, wish == .eightBit {
        (encoding, transfer, isEightBit) = ("8bit", .identity, true)
        return
      }
      // A text of Latin letters stays readable for people; others would grow to twice the size.
      if tally.quotedPrintableCount * 4 > Base64Encoder.encodedCount(tally.count) * 5 { return }
    }
    (encoding, transfer) = ("quoted-printable", .quotedPrintable)
  }

  /// Messages may not be encoded (RFC 2046 section 5.2.1); one that cannot stand as it is travels as a file.
  private mutating func chooseForMessage(_ tally: ContentTally) {
    guard MultipartMender.canTravel(tally) else {
      type = "application/octet-stream"
      parameters = []
      return
    }
    (encoding, transfer, isEightBit) = (tally.isASCII ? "7bit" : "8bit", .identity, !tally.isASCII)
  }

  private static func charset(of finding: ContentInspector.Finding, _ options: BuildOptions) -> String {
    if finding.tally.isASCII { return options.asciiCharset }
    if finding.tally.isUTF8 { return "utf-8" }
    // By ISO-8859-1 everybody means Windows-1252 where there are characters that only that has.
    let isWindows = finding.holdsUpperControls && options.fallbackCharset == "iso-8859-1"
    return isWindows ? "windows-1252" : options.fallbackCharset
  }

  private static func guessedType(
    _ part: Attachment, _ finding: ContentInspector.Finding, _ options: BuildOptions
  ) -> String {
    if let name = part.fileName, let type = options.mediaTypes.type(forFileName: name) { return type }
    if let type = ContentMagic.type(finding.head.span) { return type }
    return isBinary(part, finding) ? "application/octet-stream" : "text/plain"
  }

  /// What an iCalendar object asks for, which its type must tell too (RFC 6047 section 2.4).
  private static func calendarMethod(_ head: [UInt8]) -> String? {
    for line in head.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
      guard ASCII.hasPrefixIgnoringCase(line.span, "METHOD:") else { continue }
      let method = ASCII.trimmed(line.span, 7..<line.count)
      guard !method.isEmpty, method.count <= 32 else { return nil }
      let word = method.map { line[line.startIndex + $0] }
      return word.allSatisfy { $0.isASCIIAlphanumeric || $0 == 0x2d } ? String(decoding: word, as: UTF8.self) : nil
    }
    return nil
  }

  /// The name behind the last slash, its controls as underscores, for no reader should get a line end or an escape sequence;
  /// a backslash is a character of the name like others.
  static func lastComponent(_ name: String) -> String {
    var bytes = Array(name.utf8)
    if let slash = bytes.lastIndex(where: { $0 == 0x2f }) { bytes.removeFirst(slash + 1) }
    for place in bytes.indices where bytes[place] < 0x20 || bytes[place] == 0x7f { bytes[place] = 0x5f }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A media type that was asked for: `text/html; charset=utf-8`.
private struct GivenType {
  var type: String
  var parameters: [UInt8] = []
  var hasCharset = false
  var hasMethod = false

  /// Nil when it is not a type.
  init?(_ text: String?) {
    guard let text else { return nil }
    let bytes = Array(text.utf8)
    let end = bytes.firstIndex(of: 0x3b) ?? bytes.count
    let name = ASCII.lowercased([UInt8](bytes[..<end].filter { !$0.isASCIIWhitespace }))
    guard let slash = name.firstIndex(of: 0x2f), slash > 0, slash + 1 < name.count else { return nil }
    for place in name.indices where place != slash && !name[place].isTokenText { return nil }
    type = String(decoding: name, as: UTF8.self)
    guard end < bytes.count else { return }
    for item in Parameters.parse([UInt8](bytes[(end + 1)...])).items
    where !item.name.isEmpty && item.name.utf8.allSatisfy({ $0.isTokenText && $0 != 0x2a }) {
      if item.name == "charset" { hasCharset = true }
      if item.name == "method" { hasMethod = true }
      parameters += ParameterWriter.parameter(item.name, item.value)
    }
  }
}
