import MailBytes
import MailFormat
import MailSubmit
import MailSystem

extension Session {
  /// Sends a message again as it is.
  ///
  /// - Returns: what became of it; nothing is kept of one that nobody could be found for.
  func resend(_ number: Int, to names: [String], withResentFields: Bool) throws -> ExitStatus {
    let content = try outgoingContent(of: number)
    var composition = Composition()
    composition.to = names
    composition.isResent = true
    nameSender(of: &composition)
    let recipients = try resolve(composition)
    guard !recipients.isEmpty else { throw ShellError("no recipient", exitStatus: .usage) }
    var head: [UInt8] = []
    if withResentFields {
      let now = world.clock.now()
      let authors = try mailboxes(in: composition.from)
      let own = Address(displayName: world.user.fullName, localPart: world.user.name, domain: ownHost)
      // RFC 5322: who acts for several, or for another, is named too.
      let sender = try mailboxes(in: composition.sender).first ?? (authors.count > 1 ? authors[0] : nil)
      head +=
        Array("Resent-Date: ".utf8)
        + DateFormat.rfc5322(now, offsetMinutes: world.clock.offset(at: now) / 60) + [0x0a]
      head += Self.field("Resent-From", authors.isEmpty ? [own] : authors)
      if let sender, authors.count > 1 || !sender.isSameMailbox(as: authors.first ?? own) {
        head += Self.field("Resent-Sender", [sender])
      }
      head += Self.field("Resent-To", recipients.to)
      head += Array("Resent-Message-ID: <\(RandomBytes.name(20))@\(ownHost)>\n".utf8)
    }
    return resend(head + content, composition, recipients)
  }

  /// Hands over a message that goes again as it is; what fails is kept in the dead letter file.
  func resend(_ message: [UInt8], _ composition: Composition, _ recipients: Recipients) -> ExitStatus {
    let outgoing = OutgoingMessage(segments: [.text(message)], needs8Bit: message.contains { $0 >= 0x80 })
    sendResult = SendResult()
    if printsJSON { sendResult.name(recipients, of: outgoing) }
    let delivery = Delivery(
      session: self, composition: composition, recipients: recipients, outgoing: outgoing, canRebuild: false)
    var status: ExitStatus
    do { status = try delivery.run() } catch {
      report(error)
      takeSignals()
      sendResult.error = (error as? any MailError)?.wholeSummary
      saveDeadLetter(
        outgoing.naming(resentTo: recipients, from: delivery.reversePath), LetterTraits(after: error).union(.resent))
      status = (error as? any MailError)?.exitStatus ?? .failure
      if status == .success { status = .failure }
    }
    writeSendResult(status)
    return status
  }

  /// The addresses of a setting, their domains as they go out.
  private func mailboxes(in text: String?) throws -> [Address] {
    guard let text else { return [] }
    return try AddressParser.parse(Array(text.utf8)).mailboxes.map { try encoded($0) }
  }

  private static func field(_ name: String, _ addresses: [Address]) -> [UInt8] {
    Array("\(name): \(addresses.map(\.headerForm).joined(separator: ",\n "))\n".utf8)
  }
}
