import MailBytes
import MailFormat
import MailLanguage

extension Session {
  /// Prints the header line of a message, or its JSON object.
  func showHeadline(of number: Int) throws {
    if printsJSON { return try writeJSON(of: number, withParts: false) }
    guard let folder else { return }
    let fields = MessageHeadline(of: number, in: folder, session: self)
    say(try headlineFormat.render(fields, columns: world.output.isTerminal ? world.output.columns : headlineWidth))
  }

  private var headlineFormat: HeadlineFormat {
    if let format = settings.bytes(.headline), !format.isEmpty { return HeadlineFormat(format) }
    if settings.flag(.bsdheadline) || settings.flag(.bsdcompat) { return HeadlineFormat(Array(Self.bsdHeadline.utf8)) }
    return HeadlineFormat(Array(HeadlineFormat.standard.utf8))
  }

  private static var bsdHeadline: String { "%>%a%m %-18f %16d %4l/%-5o %i%s" }

  /// Into a pipe the line is as long as a terminal of COLUMNS would have it, 80 where nobody says.
  private var headlineWidth: Int { settings.number(.columns) ?? 80 }

  /// The letter of a message's state, out of `attrlist` (NUROSPMFAT) or the letters of BSD.
  func stateLetter(of state: MessageState) -> UInt8 {
    let isBSD = settings.flag(.bsdflags) || settings.flag(.bsdcompat)
    let standard = Array((isBSD ? "NU  *PMFAT" : "NUROSPMFAT").utf8)
    var letters = isBSD ? standard : settings.bytes(.attrlist) ?? standard
    if letters.count < standard.count { letters += standard.dropFirst(letters.count) }
    var letter: UInt8
    switch (state.contains(.old), state.contains(.read)) {
    case (false, false): letter = letters[0]
    case (true, false): letter = letters[1]
    case (false, true): letter = letters[2]
    case (true, true): letter = letters[3]
    }
    if state.contains(.saved) { letter = letters[4] }
    if state.contains(.preserved) { letter = letters[5] }
    if state.contains(.toMbox) { letter = letters[6] }
    if state.contains(.flagged) { letter = letters[7] }
    if state.contains(.answered) { letter = letters[8] }
    if state.contains(.draft) { letter = letters[9] }
    return letter
  }

  /// Whether an address is one of the person's own: the login name, `from`, or declared by `alternates`.
  func isMine(_ address: Address) -> Bool {
    if ASCIIName.equal(address.localPart, world.user.name) && !settings.flag(.allnet) { return true }
    for alternate in language.alternates where ASCIIName.equal(alternate, address.addrSpec) { return true }
    guard let from = settings.string(.from) else { return false }
    return AddressParser.parse(Array(from.utf8)).mailboxes.contains { $0.isLikelySameMailbox(as: address) }
  }
}
