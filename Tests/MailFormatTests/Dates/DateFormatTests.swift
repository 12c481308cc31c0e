import MailFormat
import Testing

@Suite struct DateFormatTests {
  private let moment: Int64 = 1_578_287_043  // 2020-01-06T05:04:03Z

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func fixedForms() {
    #expect(text(DateFormat.rfc5322(moment, offsetMinutes: 60)) == "Mon, 6 Jan 2020 06:04:03 +0100")
    #expect(text(DateFormat.rfc5322(moment, offsetMinutes: -210)) == "Mon, 6 Jan 2020 01:34:03 -0330")
    #expect(DateFormat.rfc3339(MailDate(secondsSinceEpoch: moment)) == "2020-01-06T05:04:03Z")
    #expect(text(DateFormat.fromLine(moment)) == "Mon Jan  6 05:04:03 2020")
    #expect(text(DateFormat.summary(moment, offsetMinutes: 60)) == "Mon Jan  6 06:04")
    #expect(text(DateFormat.imap(CivilTime(secondsSinceEpoch: moment))) == "6-Jan-2020")
  }

  @Test(arguments: [
    ("%Y-%m-%d %H:%M", "2020-01-06 06:04"), ("%a %b %e %T %Y", "Mon Jan  6 06:04:03 2020"),
    ("%A, %B", "Monday, January"),
    ("%-d.%-m.%y", "6.1.20"), ("%I:%M %p", "06:04 AM"), ("%j %u %w %V %G", "006 1 1 02 2020"), ("%z", "+0100"),
    ("%s", "1578287043"), ("%%%n%t", "%\n\t"), ("%Q%", "%Q%"), ("%F %R", "2020-01-06 06:04"), ("%D", "01/06/20"),
    ("%c", "Mon Jan  6 06:04:03 2020"), ("%k|%l|%_m", " 6| 6| 1"), ("", ""), ("%U %W", "01 01"), ("%Ey %Od", "20 06"),
  ])
  func patterns(_ pattern: String, _ expected: String) {
    #expect(text(DatePattern.format(Array(pattern.utf8), moment, offsetMinutes: 60)) == expected)
  }

  @Test func whatIsWrittenIsReadAgain() {
    var seconds: Int64 = -2_000_000_000
    while seconds < 250_000_000_000 {
      for offset in [-720, -1, 0, 1, 330, 840] {
        let written = DateFormat.rfc5322(seconds, offsetMinutes: offset)
        #expect(MailDate.parse(written)?.secondsSinceEpoch == seconds)
      }
      seconds += 1_234_567_891
    }
  }
}
