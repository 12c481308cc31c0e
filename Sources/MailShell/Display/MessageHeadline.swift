import MailBytes
import MailFormat
import MailLanguage
import MailStore

/// What the header summary shows of one message; the header is read once, and only if a field asks for it.
final class MessageHeadline: HeadlineFields {
  let number: Int
  private let session: Session
  private let folder: OpenFolder
  private lazy var header = Result { try session.header(of: number) }
  private lazy var storedSummary = Result { try folder.mailbox.summary(of: number) }

  init(of number: Int, in folder: OpenFolder, session: Session) {
    self.number = number
    self.folder = folder
    self.session = session
  }

  var messageCount: Int { folder.count }
  var isCurrent: Bool { folder.dot == number }
  var place: Int { folder.position(of: number) + 1 }
  var depth: Int { folder.threadDepths?[number - 1] ?? 0 }
  var stateLetter: UInt8 { session.stateLetter(of: folder.state(of: number) ?? []) }

  func lines() throws -> Int? { try storedSummary.get().lines }
  func octets() throws -> Int? { try storedSummary.get().size }

  func subject() throws -> TerminalText {
    TerminalText(cleaning: try header.get().subject(using: session.decoder) ?? "")
  }

  func sender() throws -> TerminalText {
    let header = try header.get()
    guard let author = header.firstAddress(.from, using: session.decoder) else {
      return TerminalText(cleaning: Self.word(1, of: try folder.mailbox.fromLine(of: number)))
    }
    if session.settings.flag(.showto), session.isMine(author),
      let recipient = header.firstAddress(.to, using: session.decoder)
    {
      return "To \(shown(recipient))"
    }
    return TerminalText(cleaning: shown(author))
  }

  func recipient() throws -> TerminalText {
    guard let recipient = try header.get().firstAddress(.to, using: session.decoder) else { return TerminalText() }
    return TerminalText(cleaning: shown(recipient))
  }

  func list() throws -> TerminalText {
    TerminalText(cleaning: try header.get().text(.listID, using: session.decoder) ?? "")
  }

  func tree() throws -> TerminalText {
    let depth = min(depth, 12)
    return depth > 0 ? TerminalText(cleaning: String(repeating: "  ", count: depth - 1) + "\\-> ") : TerminalText()
  }

  /// The day and time of the From_ line, as always, or of the Date field with `datefield` or without such a line.
  func date() throws -> TerminalText {
    let line = try folder.mailbox.fromLine(of: number)
    if !session.settings.flag(.datefield), let written = Self.date(ofFromLine: line) {
      return TerminalText(cleaning: written)
    }
    guard let date = try header.get().date else { return TerminalText(cleaning: Self.date(ofFromLine: line) ?? []) }
    let offset = session.world.clock.offset(at: date.secondsSinceEpoch) / 60
    if let format = session.settings.bytes(.datefield), !format.isEmpty {
      return TerminalText(cleaning: DateTemplate.render(format, date.secondsSinceEpoch, offsetMinutes: offset))
    }
    return TerminalText(cleaning: DateFormat.summary(date.secondsSinceEpoch, offsetMinutes: offset))
  }

  private func shown(_ address: Address) -> String {
    session.settings.flag(.showname) && !address.displayName.isEmpty ? address.displayName : address.addrSpec
  }

  /// `Mon Mar  2 10:00` out of `From bob@example.org Mon Mar  2 10:00:00 2026`; nil when it is not there.
  static func date(ofFromLine line: [UInt8]) -> [UInt8]? {
    var index = 0
    while index + 16 <= line.count {
      if line[index] == 0x20, isDay(line[(index + 1)...]) {
        let text = line[(index + 1)...]
        return text.count >= 16 ? Array(text.prefix(16)) : nil
      }
      index += 1
    }
    return nil
  }

  /// Whether a text begins with a day, a month and a day's number: `Mon Mar  2`.
  private static func isDay(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count >= 16 else { return false }
    let at = text.startIndex
    return text[at + 3] == 0x20 && text[at + 7] == 0x20 && text[at + 10] == 0x20 && text[at + 13] == 0x3a
  }

  private static func word(_ position: Int, of line: [UInt8]) -> [UInt8] {
    let words = line.split(separator: 0x20, omittingEmptySubsequences: true)
    return words.indices.contains(position) ? Array(words[position]) : []
  }
}
