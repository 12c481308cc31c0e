import MailFormat
import MailLanguage
import MailStore

/// Answers one question about messages, reading no more of each than the question needs.
struct MessageMatcher {
  private let match: MessageMatch
  private let session: Session
  private let pattern: TextPattern
  private let matcher: Matcher?
  private let decoder: CharsetDecoder
  /// Where heads are read, one in place of the other.
  private var head: [UInt8] = []

  /// Prepares the question once for many messages.
  init(_ match: MessageMatch, session: Session) throws {
    self.session = session
    decoder = session.decoder
    var query: SearchQuery?
    var inner = match
    if case .expression(let question) = match {
      inner = question
      pattern = try TextPattern(expression: Self.text(of: question))
    } else {
      pattern = TextPattern(Self.text(of: match))
    }
    self.match = inner
    let clock = session.world.clock
    let now = clock.now()
    let today = CivilDay(CivilTime(secondsSinceEpoch: now + Int64(clock.offset(at: now))))
    switch inner {
    case .criterion(let text):
      query = try SearchQuery.parse(text, previous: session.lastQuery, today: today)
      session.lastQuery = query
    case .since(let text): query = .received(.since, try Self.day(text, behind: "since", today: today))
    case .before(let text): query = .received(.before, try Self.day(text, behind: "before", today: today))
    default: break
    }
    matcher = query.map { Matcher($0, decoder: session.decoder, offsetMinutes: { clock.offset(at: $0) / 60 }) }
  }

  /// Whether a message is meant; to be confirmed by the caller, for many at once.
  mutating func matches(_ number: Int) throws -> Bool {
    if let matcher { return matcher.matches(try FolderMessage(number, in: session)) }
    switch match {
    case .sender: return try senderMatches(number)
    case .subject: return try subjectMatches(number)
    case .header(let names, let text): return try fieldMatches(number, names: names, isPresence: text.isEmpty)
    case .addresses(let names, let text):
      return try addressMatches(number, names: names, isPresence: text.isEmpty)
    case .anyHeader: return try anyFieldMatches(number)
    case .body: return try bodyMatches(number)
    case .text: return try anyFieldMatches(number) || bodyMatches(number)
    case .criterion, .since, .before, .expression: return false
    }
  }

  private static func day(
    _ text: [UInt8], behind key: String, today: CivilDay
  ) throws(SearchError) -> CivilDay {
    guard let days = CivilDay.span(text, today: today) else {
      throw SearchError(.badDay(key: key, String(decoding: text, as: UTF8.self)))
    }
    return days.lowerBound
  }

  /// What a question looks for.
  private static func text(of match: MessageMatch) -> [UInt8] {
    switch match {
    case .sender(let text), .subject(let text), .header(_, let text), .addresses(_, let text), .anyHeader(let text),
      .body(let text), .text(let text), .criterion(let text), .since(let text), .before(let text):
      text
    case .expression(let question): Self.text(of: question)
    }
  }

  private mutating func subjectMatches(_ number: Int) throws -> Bool {
    let start = try session.mailbox().readHead(of: number, into: &head).headerStart
    let subject = HeaderGlance(head.span, from: start).subject
    return pattern.isFound(in: EncodedWord.decode(head, in: subject, using: decoder))
  }

  /// The sender's name or address, else what the From_ line tells.
  private mutating func senderMatches(_ number: Int) throws -> Bool {
    let start = try session.mailbox().readHead(of: number, into: &head).headerStart
    let from = HeaderGlance(head.span, from: start).from
    let sender = AddressParser.first(head, in: from, using: decoder)
    guard let sender else { return pattern.isFound(in: try session.mailbox().fromLine(of: number)) }
    return pattern.isFound(in: Array(sender.plainForm.utf8)) || isSameLogin(as: sender)
  }

  /// With `allnet` an address stands for whoever has its local part, at any host.
  private func isSameLogin(as sender: Address) -> Bool {
    guard session.settings.flag(.allnet), case .sender(let text) = match,
      let at = text.firstIndex(of: UInt8(ascii: "@")), at > text.startIndex
    else { return false }
    return ASCIIName.equal(sender.localPart, String(decoding: text[..<at], as: UTF8.self))
  }

  private func anyFieldMatches(_ number: Int) throws -> Bool {
    let header = try session.header(of: number)
    return header.fields.contains { field in
      let value = header.wholeText(of: field, using: decoder)
      return pattern.isFound(in: header.name(of: field) + Array(": ".utf8) + value)
    }
  }

  /// Looks into the decoded text parts, one after the other; attachments are not read.
  private func bodyMatches(_ number: Int) throws -> Bool {
    let reader = try session.searchableText(of: number)
    if case .text(let needle) = pattern { return reader.textHolds(needle) }
    for (index, part) in reader.tree.parts.enumerated() where part.kind == .leaf && part.isText {
      if let text = reader.text(of: index), pattern.isFound(in: text) { return true }
    }
    return false
  }

  private func addressMatches(_ number: Int, names: [String], isPresence: Bool) throws -> Bool {
    let header = try session.header(of: number)
    for name in names.compactMap({ HeaderFieldName($0) }) {
      let isFound = header.containsAddress(name, using: session.decoder) { address in
        isPresence || pattern.isFound(in: Array(address.addrSpec.utf8))
      }
      if isFound { return true }
    }
    return false
  }

  private func fieldMatches(_ number: Int, names: [String], isPresence: Bool) throws -> Bool {
    let header = try session.header(of: number)
    for name in names.compactMap({ HeaderFieldName($0) }) {
      for field in header.all(name)
      where isPresence || pattern.isFound(in: header.wholeText(of: field, using: session.decoder)) {
        return true
      }
    }
    return false
  }
}
