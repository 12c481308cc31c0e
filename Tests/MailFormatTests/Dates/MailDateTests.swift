import MailFormat
import Testing

@Suite struct MailDateTests {
  @Test(arguments: [
    ("Mon, 6 Jan 2020 05:04:03 +0000", "2020-01-06T05:04:03Z"),
    ("Mon, 6 Jan 2020 06:04:03 +0100", "2020-01-06T05:04:03Z"),
    ("Mon, 6 Jan 2020 06:04:03 +01:00", "2020-01-06T05:04:03Z"),
    ("6 Jan 2020 05:04 GMT", "2020-01-06T05:04:00Z"),
    ("Fri, 21 Nov 97 09:55:06 EST", "1997-11-21T14:55:06Z"),
    ("Fri, 21 Nov 97 09:55:06 PDT", "1997-11-21T16:55:06Z"),
    ("21 Nov 1997 09:55 -0600", "1997-11-21T15:55:00Z"),
    ("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T15:55:06Z"),
    ("Tue, 1 Jul 2003 10:52:37 +0530 (IST)", "2003-07-01T05:22:37Z"),
    ("Wed, 31 Dec 2008 23:59:60 +0000", "2009-01-01T00:00:00Z"),
    ("Thu, 19 Jan 2040 03:14:08 -0000", "2040-01-19T03:14:08Z"),
    ("Fri, 1 Feb 103 00:00:00 +0000", "2003-02-01T00:00:00Z"),
    ("1 Feb 49 00:00 UT", "2049-02-01T00:00:00Z"),
    ("1 Feb 50 00:00 UT", "1950-02-01T00:00:00Z"),
    ("2025-01-14 08:30:00", "2025-01-14T08:30:00Z"),
    ("2025-01-14T08:30:00Z", "2025-01-14T08:30:00Z"),
    ("2025-01-14T08:30:00.123+01:00", "2025-01-14T07:30:00Z"),
    ("20250114T083000Z", "2025-01-14T08:30:00Z"),
    ("Thu Apr 30 14:57:03 2015", "2015-04-30T14:57:03Z"),
    ("Thu Apr 30 14:57:03 EDT 2015", "2015-04-30T18:57:03Z"),
    ("Thu Apr 30 14:57:03 2015 +0200", "2015-04-30T12:57:03Z"),
    ("Wednesday, 03-Jun-98 10:11:12 GMT", "1998-06-03T10:11:12Z"),
    ("3-Jun-1998", "1998-06-03T00:00:00Z"),
    ("17-Jul-1996 02:44:25 -0700", "1996-07-17T09:44:25Z"),
    ("Tuesday, July 4, 2000 3:05 PM", "2000-07-04T15:05:00Z"),
    ("12/31/1999 12:15 AM", "1999-12-31T00:15:00Z"),
    ("31/12/1999 10:00", "1999-12-31T10:00:00Z"),
    ("31.12.1999 10:00", "1999-12-31T10:00:00Z"),
    ("Sun, 6 Jan 2020 05:04:03 +0000", "2020-01-06T05:04:03Z"),
    (
      "Thu,\r\n      13\r\n        Feb\r\n          1969\r\n      23:32\r\n               -0330 (Newfoundland Time)",
      "1969-02-14T03:02:00Z"
    ),
    ("Mon, 6 Jan 2020 05:04:03 GMT+0100", "2020-01-06T04:04:03Z"),
    ("Mon, 6 Jan 2020 05:04:03 A", "2020-01-06T05:04:03Z"),
    ("6 Jan 2020", "2020-01-06T00:00:00Z"),
    ("1 Jan 1901 00:00:00 +0000", "1901-01-01T00:00:00Z"),
    ("29 Feb 2000 00:00:00 +0000", "2000-02-29T00:00:00Z"),
    ("31 Dec 9999 23:59:59 +0000", "9999-12-31T23:59:59Z"),
  ])
  func forms(_ text: String, _ expected: String) {
    #expect(MailDate.parse(Array(text.utf8)).map { DateFormat.rfc3339($0) } == expected)
  }

  @Test(arguments: [
    "", "not a date", "32 Jan 2020 00:00:00 +0000", "29 Feb 2001 00:00:00 +0000", "6 Jan", "Jan 2020", "6 2020 05:04",
    "(6 Jan 2020)", "99999999999999999999999", "+0100", "::::", "6 Jan 20200000000 1:2:3",
  ])
  func noDates(_ text: String) {
    #expect(MailDate.parse(Array(text.utf8)) == nil)
  }

  @Test func theWritersZoneIsKept() {
    #expect(MailDate.parse(Array("6 Jan 2020 05:04:03 -0730".utf8))?.offsetMinutes == -450)
    #expect(MailDate.parse(Array("6 Jan 2020 05:04:03 +0000".utf8))?.offsetMinutes == 0)
    #expect(MailDate.parse(Array("6 Jan 2020 05:04:03 -0000".utf8))?.offsetMinutes == nil)
    #expect(MailDate.parse(Array("6 Jan 2020 05:04:03".utf8))?.offsetMinutes == nil)
    #expect(MailDate.parse(Array("6 Jan 2020 05:04:03 -0730".utf8))?.civil.hour == 5)
  }

  @Test func longJunkIsCutOff() {
    #expect(MailDate.parse([UInt8](repeating: 49, count: 1_000_000)) == nil)
    #expect(MailDate.parse([UInt8](repeating: 40, count: 1_000_000)) == nil)
  }
}
