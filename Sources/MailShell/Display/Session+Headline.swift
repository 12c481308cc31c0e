import MailBytes
import MailFormat
import MailLanguage
import MailStore

extension Session {
  /// Prints the header lines of messages, or their JSON objects; an interrupt ends the list.
  func showHeadlines(of numbers: some Sequence<Int>) throws {
    guard let folder else { return }
    let isJSON = printsJSON
    let writer = HeadlineWriter(folder, session: self)
    let palette = palette
    var line = TerminalText()
    // Lines go out by the page: most of what a line costs is none of its own.
    var page = TerminalText()
    for number in numbers {
      if wasInterrupted() { break }
      if isJSON {
        guard world.output.isHealthy else { return }
        try writeJSON(of: number, withParts: false)
      } else {
        line.removeAll()
        do { try writer.put(lineOf: number, into: &line) } catch {
          try write(&page, of: folder)
          throw error
        }
        if palette.isOn {
          line =
            number == folder.dot
            ? palette.currentLine(line) : palette.summaryLine(line, isNew: folder.states[number - 1].isNew)
        }
        page.append(line)
        page.append("\n" as StaticString)
        if page.bytes.count >= Self.pageSize {
          try write(&page, of: folder)
          guard world.output.isHealthy else { return }
        }
      }
    }
    try write(&page, of: folder)
  }

  private static var pageSize: Int { 8000 }

  /// Passes lines on once it is known that they are of these messages.
  private func write(_ page: inout TerminalText, of folder: OpenFolder) throws {
    try folder.mailbox.confirm()
    world.output.write(page.bytes)
    page.removeAll()
  }

  /// Whether an address is one of the person's own: the login name, `from`, or declared by `alternates`.
  func isMine(_ address: Address) -> Bool {
    if ASCIIName.equal(address.localPart, world.user.name) && !settings.flag(.allnet) { return true }
    for alternate in language.alternates where ASCIIName.equal(alternate, address.addrSpec) { return true }
    guard let from = settings.string(.from) else { return false }
    return AddressParser.parse(Array(from.utf8)).mailboxes.contains { $0.isLikelySameMailbox(as: address) }
  }
}
