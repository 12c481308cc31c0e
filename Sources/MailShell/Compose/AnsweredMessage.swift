import MailBytes
import MailFormat

/// What an answer must know of the message it answers.
struct AnsweredMessage {
  /// From.
  let from: [Address]
  /// Reply-To, empty when there is none.
  let replyTo: [Address]
  /// To.
  let to: [Address]
  /// Cc.
  let cc: [Address]
  /// Mail-Followup-To, empty when there is none.
  let followupTo: [Address]
  /// The charset of the text, nil where none is named.
  let charset: String?
  /// The subject, decoded.
  let subject: String
  /// The Message-ID with angle brackets, nil when it is none.
  let messageID: String?
  /// The Message-IDs of the thread, oldest first, that of the message last.
  let thread: [String]

  /// How many Message-IDs an answer carries at most.
  private static let threadLimit = 40

  /// Reads the header of a message.
  init(_ content: [UInt8], charsets: any CharsetConverter) {
    let decoder = CharsetDecoder(converter: charsets)
    let block = HeaderBlock(content)
    let envelope = Envelope(block, using: decoder)
    from = envelope.from
    replyTo = envelope.replyTo
    to = envelope.to
    cc = envelope.cc
    followupTo = block.addresses(.mailFollowupTo, using: decoder)
    charset = PartTree(message: content, charsets: charsets).parts.first { $0.isText && $0.charset != nil }?.charset
    subject = envelope.subject
    messageID = envelope.messageID?.bracketed
    var chain = envelope.references.map(\.bracketed)
    if chain.isEmpty { chain = envelope.inReplyTo.prefix(1).map(\.bracketed) }
    if let messageID, chain.last != messageID { chain.append(messageID) }
    if chain.count > Self.threadLimit { chain = [chain[0]] + chain.suffix(Self.threadLimit - 1) }
    thread = chain
  }

  /// The subject with one `Re:` before it.
  var replySubject: String { "Re: " + Self.stripped(subject, of: ["re", "aw", "antw", "sv", "vs"]) }

  /// The subject with one `Fwd:` before it.
  var forwardSubject: String { "Fwd: " + Self.stripped(subject, of: ["fwd", "fw", "wg"]) }

  /// The subject without the prefixes, which may stand several times, `Re[2]:` too.
  static func stripped(_ subject: String, of prefixes: [String]) -> String {
    var rest = Blanks.trim(subject)
    while let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")) {
      var word = ASCIIName.lowered(String(rest[..<colon]))
      if let bracket = word.utf8.firstIndex(of: UInt8(ascii: "[")) { word = String(word[..<bracket]) }
      guard prefixes.contains(Blanks.trim(word)) else { break }
      rest = Blanks.trim(String(rest[rest.utf8.index(after: colon)...]))
    }
    return rest
  }
}
