import MailBytes
import MailFormat
import MailLanguage
import MailStore
import MailSubmit
import MailSystem

extension Session {
  /// Appends a message to a file of messages under locks; a new file is private.
  func append(_ message: OutgoingMessage, to path: String, requiresMailbox: Bool) throws(StoreError) -> AppendReceipt {
    let fromLine = ownFromLine
    let options = appendOptions(requiresMailbox: requiresMailbox)
    return try append(
      [
        .streamed(
          fromLine: fromLine,
          produce: { (sink: ([UInt8]) throws(StoreError) -> Void) throws(StoreError) in
            do throws(MessageWriter.Failure<StoreError>) {
              try MessageWriter.write(message, style: .local) { (block: Span<UInt8>) throws(StoreError) in
                try sink(Session.bytes(of: block))
              }
            } catch {
              switch error {
              case .content(let error): throw StoreError(.system, error.summary, cause: error)
              case .sink(let error): throw error
              }
            }
          })
      ], to: path, options: options)
  }

  /// The From_ line of what the person writes now, without its end.
  var ownFromLine: [UInt8] {
    let now = world.clock.now()
    let date = DateFormat.fromLine(now, offsetMinutes: world.clock.offset(at: now) / 60)
    let name = world.user.name.isEmpty ? "MAILER-DAEMON" : world.user.name
    return Array("From \(name) ".utf8) + date
  }

  /// How messages are added to files.
  func appendOptions(requiresMailbox: Bool = false) -> MboxAppender.Options {
    var options = MboxAppender.Options()
    options.requiresMailbox = requiresMailbox
    options.filters = language.fileTypes
    options.stateDirectory = stateDirectory
    options.locks = lockPolicy
    return options
  }

  /// A copy of lent bytes.
  static func bytes(of block: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(addingCapacity: block.count) { (target: inout OutputSpan<UInt8>) in
      for index in block.indices { target.append(block[index]) }
    }
    return bytes
  }

  /// Writes a whole message to standard output, or elsewhere.
  func writeOut(_ message: OutgoingMessage, to target: (any TextOutput)? = nil) {
    let target = target ?? world.output
    do throws(MessageWriter.Failure<Never>) {
      try MessageWriter.write(message, style: .local) { (block: Span<UInt8>) in
        target.write(TerminalText(cleaningLines: Session.bytes(of: block)).bytes)
      }
    } catch {
      if case .content(let error) = error { report(error) }
    }
  }

  /// Where the copy of an outgoing message goes; nil for none.
  func recordTarget(for composition: Composition, _ recipients: Recipients) throws -> FolderTarget? {
    if composition.recordsByName, let first = (recipients.to + recipients.cc + recipients.bcc).first {
      return try file(after: first.localPart).map { try resolveFolder($0) }
    }
    guard let name = settings.string(.record), !name.isEmpty else { return nil }
    let isRelative = ![UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: "$"), UInt8(ascii: ".")]
      .contains(name.utf8.first)
    if isRelative, !name.contains(bytesOf: "://"), let folder = try copiesFolder() {
      return FolderTarget(name: folder + "/" + name, path: folder + "/" + name)
    }
    return try resolveFolder(named: name)
  }

  /// The folder of copies that are named without one: a value of `outfolder`, or `folder` where it is merely set.
  func copiesFolder() throws(ShellError) -> String? {
    guard settings.flag(.outfolder) else { return nil }
    guard let name = settings.string(.outfolder), !name.isEmpty else { return try mailFolder() }
    return try expandFileName(name)
  }

  /// Where built-in local delivery finds the mailboxes of this machine's users.
  func deliveryFolder() throws(ShellError) -> String {
    try settings.string(.spoolDirectory).map { name throws(ShellError) in try expandFileName(name) }
      ?? LocalDelivery.systemFolder
  }

  /// The host part of the person's address on this machine.
  var ownHost: String {
    if let name = settings.string(.hostname), !name.isEmpty { return name }
    return world.mailName
  }
}
