import MailBytes
import MailLanguage
import MailStore

extension Session {
  /// The messages of a list typed while composing; without one those that are being answered, else the current one.
  func messages(of list: [UInt8], default standard: [Int]) throws -> [Int] {
    let parsed = try MessageList(list, searchHeaders: settings.flag(.searchheaders))
    if parsed.isEmpty && !standard.isEmpty { return standard }
    return try messages(named: list, .undeleted)
  }

  /// A message as it is stored, without the From_ line.
  func rawMessage(_ number: Int) throws -> [UInt8] {
    guard folder?.state(of: number) != nil else { throw MessageListError.invalidNumber(String(number)) }
    return try content(of: number)
  }

  /// A message as text to be put into another one: selected fields and decoded text.
  func insertableText(of number: Int, allFields: Bool, bodyOnly: Bool) throws -> [UInt8] {
    let content = try content(of: number)
    touch(number)
    let text = TerminalText(cleaningLines: readableText(of: content, by: .quotation)).bytes
    if bodyOnly { return text }
    let selection = forwardSelection == HeaderSelection() ? typeSelection : forwardSelection
    return headerText(of: content, allFields ? nil : selection).bytes + [0x0a] + text
  }
}
