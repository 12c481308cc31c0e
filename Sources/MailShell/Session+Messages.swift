import MailBytes
import MailFormat
import MailStore

extension Session {
  /// Makes a message the current one.
  func setDot(_ number: Int) {
    guard var folder, folder.dot != number else { return }
    folder.previousDot = folder.dot
    folder.dot = number
    folder.dotWasShown = false
    self.folder = folder
  }

  /// Notes something about a message.
  func insert(_ state: MessageState, of number: Int) {
    guard let old = folder?.state(of: number) else { return }
    folder?.set(old.union(state), of: number)
  }

  /// Takes back what was noted.
  func remove(_ state: MessageState, of number: Int) {
    guard let old = folder?.state(of: number) else { return }
    folder?.set(old.subtracting(state), of: number)
  }

  /// A message was shown or worked on: it counts as read.
  func touch(_ number: Int) {
    insert([.touched], of: number)
    changeStatus(of: number, adding: [.read])
  }

  /// Changes what the Status fields say; written when the folder is left.
  func changeStatus(of number: Int, adding: MessageState = [], removing: MessageState = []) {
    guard let old = folder?.state(of: number) else { return }
    let new = old.union(adding).subtracting(removing)
    guard new != old else { return }
    folder?.set(new.union(.statusChanged), of: number)
  }

  /// The mailbox that is open.
  func mailbox() throws -> any Mailbox {
    guard let folder else { throw ShellError("No folder is open", hint: "Open one with folder NAME.") }
    return folder.mailbox
  }

  /// Size, lines and status of a message.
  func summary(of number: Int) throws -> MessageSummary { try mailbox().summary(of: number) }

  /// The header fields of a message.
  func header(of number: Int) throws -> HeaderBlock { HeaderBlock(try mailbox().header(of: number)) }

  /// A message as its sender wrote it: the quoting of lines that look like From_ lines is undone.
  func content(of number: Int) throws -> [UInt8] {
    let mailbox = try mailbox()
    let content = try mailbox.content(of: number)
    let quoted: [UInt8] = Array(">From ".utf8)
    guard Kernels.firstIndex(ofSequence: quoted.span, in: content.span) != nil,
      try !mailbox.fromLine(of: number).isEmpty
    else { return content }
    return MboxQuoting.unquote(content.span)
  }

  /// A message as searches look into it: its text parts, decoded.
  func searchableText(of number: Int) throws -> MessageText {
    let content = try content(of: number)
    let tree = PartTree(message: content, charsets: world.charsets)
    return MessageText(message: content, tree: tree, charsets: world.charsets, html: nil)
  }

  /// Reads character sets; what carries no label is taken for the charset that `charset-unknown-8bit` names.
  var decoder: CharsetDecoder { CharsetDecoder(converter: world.charsets) }

  /// Prints one line on standard output, made safe for a terminal.
  func say(_ line: String) { say(TerminalText(cleaning: line)) }

  /// Prints one clean line on standard output; with JSON, which has standard output for itself, on standard error.
  func say(_ line: TerminalText) {
    let output = printsJSON ? world.errors : world.output
    output.write(line.bytes)
    output.write([0x0a])
  }

  /// Whom the From_ line of a message names.
  func fromLineSender(of number: Int) throws -> String? {
    let words = try mailbox().fromLine(of: number).split(separator: 0x20, omittingEmptySubsequences: true)
    return words.count > 1 ? String(decoding: words[1], as: UTF8.self) : nil
  }

  /// Who sent a message by its envelope: the sender of the From_ line, else Return-Path, as far as it can be written to.
  func envelopeSender(of number: Int) throws -> Address? {
    let named = try fromLineSender(of: number) ?? header(of: number).text(.returnPath, using: decoder)
    guard let named else { return nil }
    let addresses = AddressParser.parse(Array(named.utf8)).mailboxes
    return addresses.count == 1 && addresses[0].isMailable ? addresses[0] : nil
  }
}
