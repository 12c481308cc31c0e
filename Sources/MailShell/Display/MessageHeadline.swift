import MailBytes
import MailFormat
import MailLanguage
import MailStore

/// What the header summary shows of one message; only the fields that are shown are looked for in its header.
struct MessageHeadline: HeadlineFields {
  let number: Int
  private let writer: HeadlineWriter
  private let summary: MessageSummary
  /// The From_ line and the header, as the mailbox has them.
  private let head: [UInt8]
  private let headerStart: Int
  private let glance: HeaderGlance
  /// With To and Date, which are rarely shown.
  private var fullGlance: HeaderGlance {
    writer.looksBriefly ? HeaderGlance(head.span, from: headerStart) : glance
  }

  /// Reads the header of a message.
  ///
  /// - Parameter room: a buffer to read it into in place of what it holds.
  init(of number: Int, by writer: HeadlineWriter, using room: inout [UInt8]) throws {
    let (summary, start) = try writer.folder.mailbox.readHead(of: number, into: &room)
    glance = HeaderGlance(room.span, from: start, isBrief: writer.looksBriefly)
    head = room
    headerStart = start
    self.summary = summary
    self.number = number
    self.writer = writer
  }

  var messageCount: Int { writer.folder.count }
  var isCurrent: Bool { writer.folder.dot == number }
  var place: Int { writer.folder.position(of: number) + 1 }
  var depth: Int { writer.folder.threadDepths?[number - 1] ?? 0 }
  var stateLetter: UInt8 {
    let state = writer.folder.states[number - 1]
    if writer.mayHideAnswers {
      if writer.folder.hidesAnswers(below: number) { return writer.letters[10] }
      if state.contains(.collapsed) && !state.isNew { return writer.letters[11] }
    }
    return HeadlineWriter.letter(of: state, in: writer.letters)
  }

  func lines() throws -> Int? { summary.lines }
  func octets() throws -> Int? { summary.length }

  func subject() throws -> TerminalText {
    guard !glance.subject.isEmpty else { return TerminalText() }
    return TerminalText(cleaning: EncodedWord.decode(head, in: glance.subject, using: writer.decoder))
  }

  func plainText(of field: HeadlineFormat.Field) -> (bytes: [UInt8], range: Range<Int>)? {
    switch field {
    case .sender:
      guard !writer.showsNames, !writer.showsTo,
        let range = HeaderGlance.plainAddress(head.span, in: glance.from), !holdsEncodedWord(range)
      else { return nil }
      return (head, range)
    case .date:
      guard writer.datefield == nil, let range = Self.date(ofFromLine: head.span.extracting(0..<headerStart)) else {
        return nil
      }
      return (head, range)
    case .subject:
      return holdsEncodedWord(glance.subject) ? nil : (head, glance.subject)
    default: return nil
    }
  }

  /// Whether a value may hold an encoded word.
  private func holdsEncodedWord(_ range: Range<Int>) -> Bool {
    let value = head.span.extracting(range)
    var position = 0
    while let sign = Kernels.firstIndex(of: UInt8(ascii: "="), in: value, from: position) {
      if sign + 1 < value.count, value[sign + 1] == UInt8(ascii: "?") { return true }
      position = sign + 1
    }
    return false
  }

  func sender() throws -> TerminalText {
    guard let author = first(in: glance.from) else {
      // A line without a date ends behind the sender.
      let line = head[..<headerStart].prefix { $0 != 0x0a && $0 != 0x0d }
      return TerminalText(cleaning: Self.word(1, of: Array(line)))
    }
    if writer.showsTo, writer.session.isMine(author), let recipient = first(in: fullGlance.to) {
      return "To \(shown(recipient))"
    }
    return TerminalText(cleaning: shown(author))
  }

  func recipient() throws -> TerminalText {
    first(in: fullGlance.to).map { TerminalText(cleaning: shown($0)) } ?? TerminalText()
  }

  func list() throws -> TerminalText {
    TerminalText(cleaning: HeaderBlock(head, in: headerStart..<head.count).text(.listID, using: writer.decoder) ?? "")
  }

  func tree() throws -> TerminalText {
    guard depth > 0 else { return TerminalText() }
    return TerminalText(cleaning: String(repeating: "  ", count: min(depth, deepestIndentation) - 1) + "\\-> ")
  }

  /// The day and time of the From_ line, as always, or of the Date field with `datefield` or without such a line.
  func date() throws -> TerminalText {
    if writer.datefield == nil {
      let line = head.span.extracting(0..<headerStart)
      if let written = Self.date(ofFromLine: line) { return TerminalText(cleaning: line.extracting(written)) }
    }
    let field = fullGlance.date
    guard !field.isEmpty, let date = MailDate.parse(head, in: field) else { return TerminalText() }
    let offset = writer.session.world.clock.offset(at: date.secondsSinceEpoch) / 60
    if let format = writer.olderDatefield, date.secondsSinceEpoch < writer.yearAgo {
      return TerminalText(cleaning: DateTemplate.render(format, date.secondsSinceEpoch, offsetMinutes: offset))
    }
    if let format = writer.datefield, !format.isEmpty {
      return TerminalText(cleaning: DateTemplate.render(format, date.secondsSinceEpoch, offsetMinutes: offset))
    }
    return TerminalText(cleaning: DateFormat.summary(date.secondsSinceEpoch, offsetMinutes: offset))
  }

  private func first(in value: Range<Int>) -> Address? {
    value.isEmpty ? nil : AddressParser.first(head, in: value, using: writer.decoder)
  }

  private func shown(_ address: Address) -> String {
    let spec = address.addrSpec
    // `Ann <>` has but a name.
    return writer.showsNames && !address.displayName.isEmpty || spec.isEmpty ? address.displayName : spec
  }

  /// So deep that a narrow screen has room for a subject behind the tree.
  private var deepestIndentation: Int { min(12, max(1, ((writer.columns ?? .max) - Self.columnsBesideTree) / 2)) }

  /// What stands before the tree, and the least that a subject should have.
  private static var columnsBesideTree: Int { 68 }

  /// Where `Mon Mar  2 10:00` is in `From bob@example.org Mon Mar  2 10:00:00 2026`; nil when it is not there.
  static func date(ofFromLine line: Span<UInt8>) -> Range<Int>? {
    // With seconds and a year behind it, and the line's end, it is where it nearly always is.
    let usual = line.count - 26
    if usual >= 4, isDate(line, at: usual) { return usual + 1..<usual + 17 }
    var index = 4
    while index + 17 <= line.count {
      if isDate(line, at: index) { return index + 1..<index + 17 }
      index += 1
    }
    return nil
  }

  /// A day, a month and a day's number, each with its blank, then a colon in the time.
  private static func isDate(_ line: Span<UInt8>, at index: Int) -> Bool {
    line[index] == 0x20 && line[index + 4] == 0x20 && line[index + 8] == 0x20 && line[index + 11] == 0x20
      && line[index + 14] == 0x3a
  }

  private static func word(_ position: Int, of line: [UInt8]) -> [UInt8] {
    let words = line.split(separator: 0x20, omittingEmptySubsequences: true)
    return words.indices.contains(position) ? Array(words[position]) : []
  }
}
