import MailBytes

/// A dead letter of `resend`: the message as it is, behind fields that name its envelope.
struct ResentLetter {
  /// Who is still to get it.
  private(set) var recipients: [String] = []
  private var sender: String?
  /// The message, without the fields of the letter.
  let message: [UInt8]

  /// Takes the fields off; nil where the message does not begin with them, as every other letter.
  init?(_ content: [UInt8]) {
    var position = 0
    // What follows them is the message's own, whatever it is called.
    while let colon = content[position...].firstIndex(of: UInt8(ascii: ":")),
      let end = content[colon...].firstIndex(of: 0x0a)
    {
      let name = String(decoding: content[position..<colon], as: UTF8.self)
      let value = String(keeping: Blanks.trim(Array(content[(colon + 1)..<end])))
      if ASCIIName.equal(name, "Return-Path"), position == 0 {
        sender = value
      } else if ASCIIName.equal(name, "Resent-Bcc"), position > 0 {
        recipients.append(value)
      } else {
        break
      }
      position = end + 1
    }
    guard !recipients.isEmpty else { return nil }
    message = Array(content[position...])
  }

  /// Whom it goes to and from whom.
  var composition: Composition {
    var composition = Composition()
    composition.to = recipients
    composition.isResent = true
    composition.isRepeated = true
    (composition.returnAddress, composition.namesEnvelope) = (sender, true)
    return composition
  }
}
