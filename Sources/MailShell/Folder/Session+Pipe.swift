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
      if !isReading || pendingSignal != nil { break }
      do {
        try feed(number, part: part, isRaw: isRaw, to: child)
      } catch let error as SystemError where error.isBrokenPipe || error.isInterruption {
        isReading = false
      }
      noteShown(number)
    }
    child.closeInput()
    defer { world.signals.gate?.discardKeys() }
    let outcome = try child.waitInForeground(by: world.signals.gate)
    return outcome.isSuccess
  }

  private func feed(_ number: Int, part: String?, isRaw: Bool, to child: borrowing ChildProcess) throws {
    func write(_ bytes: [UInt8]) throws(SystemError) {
      try child.write(bytes.span, gate: world.signals.gate, ignoringKeys: true)
    }
    var last: UInt8?
    if part == nil, let message = try LongMessage(number, in: self, isRaw: isRaw) {
      if !isRaw { try write(headerText(of: message.head, typeSelection).bytes + [0x0a]) }
      try message.forEachPiece { piece in
        if !piece.isEmpty { last = piece.last }
        try write(piece)
        return pendingSignal == nil
      }
    } else {
      let text = try pipedText(of: number, part: part, isRaw: isRaw)
      last = text.last
      try write(text)
    }
    if last != 0x0a { try write([0x0a]) }
    if settings.flag(.page) { try write([0x0c]) }
  }

  private func pipedText(of number: Int, part: String?, isRaw: Bool) throws -> [UInt8] {
    let content = try isRaw ? mailbox().content(of: number) : content(of: number)
    if let part {
      let tree = PartTree(message: content, charsets: world.charsets)
      return reader(of: content).content(of: try index(ofPart: part, of: number, in: tree))
    }
    return isRaw
      ? content : headerText(of: content, typeSelection).bytes + [0x0a] + readableText(of: content, by: .other)
  }
}
