import MailTesting
import Testing

@testable import MailWire

@Suite struct StartTLSDialogTests {
  private func play(_ conversation: String, isIMAP: Bool, piece: Int) throws {
    var dialog = StartTLSDialog(host: "h", isIMAP: isIMAP)
    var player = DialogPlayer(conversation, piece: piece)
    try player.play(&dialog)
  }

  @Test(arguments: [1, 3, Int.max]) func askedForAndGranted(piece: Int) throws {
    try play("S: * OK hi\nC: a STARTTLS\nS: * CAPABILITY IMAP4rev1\nS: a OK go\n[TLS]", isIMAP: true, piece: piece)
    try play("S: +OK hi\nC: STLS\nS: +OK go\n[TLS]", isIMAP: false, piece: piece)
  }

  @Test(arguments: [
    ("S: * PREAUTH hi", true), ("S: * BYE", true), ("S: -ERR no", false),
    ("S: * OK hi\nC: a STARTTLS\nS: a BAD what", true),
    ("S: +OK hi\nC: STLS\nS: -ERR what", false), ("S: " + String(repeating: "x", count: 10_000), true),
  ])
  func anythingElseIsARefusal(conversation: String, isIMAP: Bool) {
    #expect(throws: WireError.self) { try play(conversation, isIMAP: isIMAP, piece: 9000) }
  }
}
