import MailBytes
import MailFormat
import MailLanguage
import MailStore
import MailSystem

extension Session {
  /// Feeds messages to a shell command, one behind the other: decoded as print shows them, or as they are stored.
  ///
  /// - Returns: whether the command ended with 0.
  func pipe(_ numbers: [Int], part: String?, isRaw: Bool, to command: String) throws -> Bool {
    world.output.flush()
    var child = try Launcher.startShell(
      command, shell: shellProgram, changes: world.environment.overrides, input: .pipe)
    var isReading = true
    for number in numbers {
      if !isReading || wasInterrupted() { break }
      let content = try isRaw ? mailbox().content(of: number) : content(of: number)
      let text: [UInt8]
      if let part {
        let tree = PartTree(message: content, charsets: world.charsets)
        text = reader(of: content).content(of: try index(ofPart: part, of: number, in: tree))
      } else {
        let head = isRaw ? [] : headerText(of: content, typeSelection).bytes + [0x0a]
        text = isRaw ? content : head + readableText(of: content, by: .other)
      }
      do throws(SystemError) {
        try child.write(text)
        if text.last != 0x0a { try child.write([0x0a]) }
        if settings.flag(.page) { try child.write([0x0c]) }
      } catch {
        guard error.isBrokenPipe else { throw error }
        isReading = false
      }
      noteShown(number)
    }
    child.closeInput()
    let outcome = try child.wait()
    world.signals.gate?.discardKeys()
    return outcome.isSuccess
  }
}
