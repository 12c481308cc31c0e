import MailBytes
import MailFormat
import Testing

struct FromLineTests {
  @Test(arguments: [
    ("From a@example.org Mon Mar  2 10:00:00 2026", "a@example.org", 1_772_445_600),
    ("From a@example.org Mon Mar  2 10:00:00 UTC 2026", "a@example.org", 1_772_445_600),
    ("From a@example.org Mon Mar  2 10:00:00 2026 +0100", "a@example.org", 1_772_442_000),
    ("From a@example.org Mon Mar  2 10:00:00 +0100 2026", "a@example.org", 1_772_442_000),
    ("From a@example.org Mon Mar  2 10:00 2026", "a@example.org", 1_772_445_600),
    ("From a@example.org  Mon Mar  2 10:00:00 2026", "a@example.org", 1_772_445_600),
    ("From a@example.org Mar  2 10:00:00 2026", "a@example.org", 1_772_445_600),
    ("From a@example.org Mon Mar  2 10:00:00 EST 2026", "a@example.org", 1_772_463_600),
    ("From a@example.org Mon Mar  2 10:00:00 MET DST 2026", "a@example.org", 1_772_445_600),
    ("From a@example.org Mon Mar  2 10:00:00 2026 remote from host", "a@example.org", 1_772_445_600),
    ("From a@example.org Mon, 2 Mar 2026 10:00:00 +0000", "a@example.org", 1_772_445_600),
    ("From - Mon Mar  2 10:00:00 2026", "-", 1_772_445_600),
    ("From  Mon Mar  2 10:00:00 2026", "", 1_772_445_600),
    ("From MAILER-DAEMON Mon Mar  2 10:00:00 2026", "MAILER-DAEMON", 1_772_445_600),
    ("From \"joe public\"@x Mon Mar  2 10:00:00 2026", "\"joe public\"@x", 1_772_445_600),
    ("From a@example.org Mon Mar  2 10:00:00 96", "a@example.org", 825_760_800 + 0),
    ("From a@example.org Mon Mar  2 10:00:00 2026\r", "a@example.org", 1_772_445_600),
  ])
  func reads(_ line: String, _ sender: String, _ seconds: Int64) {
    let found = FromLine.parse(Array(line.utf8).span)
    #expect(found.map { String(decoding: $0.sender, as: UTF8.self) } == sender)
    #expect(found?.date?.secondsSinceEpoch == seconds)
    let isValid = FromLine.isValid(Array(line.utf8).span)
    #expect(isValid)
  }

  @Test(arguments: [
    "From here it is text", "From nine to 10:00 we wait", "From me: see you 2 Mar 2026", "From ", "From",
    "from a Mon Mar  2 10:00:00 2026",
    "From a@x Mon Foo  2 10:00:00 2026", "From a@x Mon Mar  2 25:00:00 2026", "From the 10:30 train on Mar 2",
    "From a@x Mon Mar 99 10:00:00 2026",
    ">From a@x Mon Mar  2 10:00:00 2026", "From a@x Mon Mar  2 10:00:00",
  ])
  func refuses(_ line: String) {
    let isValid = FromLine.isValid(Array(line.utf8).span)
    #expect(!isValid)
  }

  @Test func writesWhatItReads() {
    for sender in ["a@example.org", "", "a b\n@x", "-"] {
      let line = FromLine.format(sender: Array(sender.utf8), secondsSinceEpoch: 1_772_445_600)
      #expect(line.last == 10 && line.filter { $0 == 10 }.count == 1)
      let found = FromLine.parse(Array(line.dropLast()).span)
      #expect(found?.date?.secondsSinceEpoch == 1_772_445_600)
      #expect(found?.sender.isEmpty == false)
    }
    #expect(
      FromLine.format(sender: Array("a@x".utf8), secondsSinceEpoch: 1_772_445_600)
        == Array("From a@x Mon Mar  2 10:00:00 2026\n".utf8))
  }

  @Test func neverTraps() {
    var noise = Noise(61)
    for _ in 0..<20_000 {
      let bytes =
        Array("From ".utf8)
        + noise.bytes(Int.random(in: 0...60, using: &noise), of: Array("a:0129 MarMon+-,\r\u{e4}".utf8))
      _ = FromLine.parse(bytes.span)
      _ = FromLine.isValid(bytes.span)
    }
  }
}
