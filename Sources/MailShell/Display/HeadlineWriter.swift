import MailBytes
import MailFormat
import MailLanguage

/// Writes lines of the header summary: what the settings say is looked up once, whatever the number of lines.
final class HeadlineWriter {
  private let format: HeadlineFormat
  let columns: Int?
  private let widths: any CharacterWidths
  let session: Session
  let folder: OpenFolder
  let decoder: CharsetDecoder
  let letters: [UInt8]
  /// Whether answers may be collapsed, so that it is to be looked into.
  let mayHideAnswers: Bool
  let datefield: [UInt8]?
  /// The format of dates that lie more than a year back.
  let olderDatefield: [UInt8]?
  let yearAgo: Int64
  let showsTo: Bool
  let showsNames: Bool
  /// Whether From and Subject are all that is shown of most headers.
  let looksBriefly: Bool
  /// The buffer for headers; elsewhere while one is looked at.
  private var room: [UInt8] = []

  /// Prepares lines of the folder as it is now.
  init(_ folder: OpenFolder, session: Session) {
    self.folder = folder
    self.session = session
    widths = session.world.widths
    let settings = session.settings
    format = Self.format(settings)
    // Into a pipe the line is as long as a terminal of COLUMNS would have it, 80 where nobody says.
    columns = session.screenColumns ?? (session.world.output.isTerminal ? nil : 80)
    decoder = session.decoder
    letters = Self.stateLetters(settings)
    mayHideAnswers = folder.threadDepths != nil || folder.threads != nil
    datefield = settings.flag(.datefield) ? settings.bytes(.datefield) ?? [] : nil
    olderDatefield = datefield == nil ? nil : settings.bytes(.datefieldMarkoutOlder).flatMap { $0.isEmpty ? nil : $0 }
    yearAgo = olderDatefield == nil ? 0 : session.world.clock.now() - 365 * 86_400
    showsTo = settings.flag(.showto)
    showsNames = settings.flag(.showname)
    looksBriefly = datefield == nil && !showsTo && !format.shows(.recipient)
  }

  /// Puts the line of a message, without its end, into an empty text.
  func put(lineOf number: Int, into line: inout TerminalText) throws {
    var room: [UInt8] = []
    swap(&room, &self.room)
    defer { swap(&room, &self.room) }
    try format.render(
      try MessageHeadline(of: number, by: self, using: &room), columns: columns, widths: widths, into: &line)
  }

  private static func format(_ settings: Settings) -> HeadlineFormat {
    if let format = settings.bytes(.headline), !format.isEmpty { return HeadlineFormat(format) }
    let isCompatible = settings.flag(.bsdheadline) || settings.flag(.bsdcompat)
    return HeadlineFormat(Array((isCompatible ? HeadlineFormat.compatible : HeadlineFormat.standard).utf8))
  }

  /// The letters of the states: `attrlist` (NUROSPMFAT+-), or those of BSD.
  static func stateLetters(_ settings: Settings) -> [UInt8] {
    if settings.flag(.bsdflags) || settings.flag(.bsdcompat) { return Array("NU  *HMFAT+-".utf8) }
    let standard = Array("NUROSPMFAT+-".utf8)
    guard var letters = settings.bytes(.attrlist) else { return standard }
    // Heirloom mailx has a letter for killed messages, which are never listed, before those of threads.
    if letters.count > standard.count, letters[10] == UInt8(ascii: "K") { letters.remove(at: 10) }
    return letters + standard.dropFirst(letters.count)
  }

  /// The letter of a message's state; the later of two marks counts, in the order of Heirloom mailx and s-nail.
  static func letter(of state: MessageState, in letters: [UInt8]) -> UInt8 {
    var letter = letters[(state.contains(.read) ? 2 : 0) + (state.contains(.old) ? 1 : 0)]
    if state.intersection(.marked).isEmpty { return letter }
    // Of what nobody has read only that is told.
    if state.contains(.read) {
      if state.contains(.answered) { letter = letters[8] }
      if state.contains(.draft) { letter = letters[9] }
    }
    if state.contains(.saved) { letter = letters[4] }
    if state.contains(.preserved) { letter = letters[5] }
    if state.contains(.toMbox) { letter = letters[6] }
    if state.contains(.flagged) { letter = letters[7] }
    return letter
  }
}
