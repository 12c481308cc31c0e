import MailFormat
import Testing

@Suite struct CardTests {
  @Test(arguments: [
    ("Text that\nis filled.\n\nNew line", "Text that is filled.\nNew line\n"),
    ("<bold>Bold</bold> and <<angle>", "Bold and <angle>\n"),
    ("<color><param>red</param>red</color> x", "red x\n"),
    ("<excerpt>quoted</excerpt>\nplain", "> quoted\nplain\n"),
    ("<nofill>a\n  b</nofill>c", "a\n  b\nc\n"),
    ("a < b", "a < b\n"),
    ("", ""),
  ])
  func enrichedText(body: String, text: String) {
    #expect(MessageTextTests.render("Content-Type: text/enriched\n\n" + body) == text)
  }

  @Test func richText() {
    #expect(MessageTextTests.render("Content-Type: text/richtext\n\na<nl>b<lt>c\nd") == "a\nb<c d\n")
  }

  @Test func calendarCard() {
    let calendar = """
      BEGIN:VCALENDAR
      METHOD:REQUEST
      BEGIN:VTIMEZONE
      DTSTART:16010101T000000
      END:VTIMEZONE
      BEGIN:VEVENT
      SUMMARY:Plan\\, and
        more
      DTSTART;TZID=Europe/Berlin:20240501T103000
      DTEND;TZID=Europe/Berlin:20240501T113000
      LOCATION:Room 5\\nUpstairs
      ORGANIZER;CN="Ann: Chief":mailto:ann@example.org
      ATTENDEE;PARTSTAT=ACCEPTED;CN=Bob:MAILTO:bob@example.net
      BEGIN:VALARM
      DESCRIPTION:not this
      END:VALARM
      END:VEVENT
      END:VCALENDAR

      """
    let expected = """
      [ Event: invitation ]
      Summary:   Plan, and more
      Starts:    2024-05-01 10:30 (Europe/Berlin)
      Ends:      2024-05-01 11:30 (Europe/Berlin)
      Where:     Room 5
                 Upstairs
      Organizer: Ann: Chief <ann@example.org>
      Attendee:  Bob <bob@example.net> (accepted)

      """
    #expect(MessageTextTests.render("Content-Type: text/calendar\n\n" + calendar) == expected)
  }

  @Test func aCalendarWithoutEventsIsText() {
    #expect(MessageTextTests.render("Content-Type: text/calendar\n\nnonsense\n") == "nonsense\n")
  }
}
