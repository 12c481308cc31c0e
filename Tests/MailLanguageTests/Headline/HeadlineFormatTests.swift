import MailBytes
import Testing

@testable import MailLanguage

@Suite struct HeadlineFormatTests {
  private struct Message: HeadlineFields {
    var number = 1
    var messageCount = 1
    var isCurrent = true
    var stateLetter = UInt8(ascii: "N")
    var lineCount: Int? = 14
    var title = "How are you these days?"
    func lines() -> Int? { lineCount }
    func octets() -> Int? { 462 }
    func sender() -> TerminalText { TerminalText(cleaning: "obama@w.com") }
    func date() -> TerminalText { TerminalText(cleaning: "Thu Apr 30 14:57") }
    func subject() -> TerminalText { TerminalText(cleaning: title) }
  }

  private func line(_ format: String, _ message: Message = Message(), columns: Int? = 80) -> String {
    HeadlineFormat(bytes(format)).render(message, columns: columns).string
  }

  @Test func standardIsThatOfBSDMail() {
    #expect(
      line(HeadlineFormat.standard)
        == ">N  1 obama@w.com        Thu Apr 30 14:57   14/462   How are you these days?")
    #expect(
      line(HeadlineFormat.compatible)
        == ">N  1 obama@w.com           Thu Apr 30 14:57  14/462   \"How are you these days?\"")
    var other = Message()
    other.isCurrent = false
    other.stateLetter = UInt8(ascii: "U")
    other.title = ""
    #expect(line(HeadlineFormat.standard, other) == " U  1 obama@w.com        Thu Apr 30 14:57   14/462   ")
  }

  @Test(arguments: [
    ("%>%a%m %18f %16d %4l/%-5o %i%s", ">N  1 obama@w.com        Thu Apr 30 14:57   14/462   How are you these days?"),
    (
      "%>%a%m %-18f %-16d %4l/%-5o %i%-s",
      ">N  1 obama@w.com        Thu Apr 30 14:57   14/462   How are you these days?"
    ),
    ("%>%a%4m %18f %16d %3l/%-5o %s", ">N   1 obama@w.com        Thu Apr 30 14:57  14/462   How are you these days?"),
    ("%5f|%-5o|%5o|100%%|%q|%<", "obama|462  |  462|100%|%q|<"), ("%", "%"), ("%5", "%5"), ("", ""),
  ]) func formatsOfTheOthers(format: String, expected: String) {
    #expect(line(format) == expected)
  }

  @Test func subjectIsCutAtTheScreen() {
    #expect(line("%m %S", columns: 12) == "  1 \"How ar\"")
    #expect(line("%m %s", columns: 3) == "  1")
    #expect(line("%10S|", columns: nil) == "\"How are \"|")
  }

  @Test(arguments: [
    (66, ">N  1 obama@w.com        Thu Apr 30 14:57   14/462   How are you t"),
    (58, ">N  1 obama@w.com       Thu Apr 30   14/462   How are you "),
    (40, ">N  1 obama@w.   14/462   How are you th"),
    (20, ">N  1 obama@w.   14/"),
  ]) func narrowScreensLoseTheTimeThenTheDate(columns: Int, expected: String) {
    #expect(line(HeadlineFormat.standard, columns: columns) == expected)
  }

  @Test func absentNumbersAreBlank() {
    var message = Message()
    message.lineCount = nil
    #expect(line("%4l/%o", message) == "    /462")
    message.messageCount = 12345
    #expect(line("%m|", message) == "    1|")
  }

  @Test func hugeWidthsAreBounded() {
    #expect(line("%99999999999f").utf8.count == HeadlineFormat.maximumWidth)
  }

  @Test func everyLetterIsOfOneField() {
    let letters = HeadlineFormat.Field.allCases.flatMap { Array($0.declaration.letters.description.utf8) }
    #expect(Set(letters).count == letters.count)
    for field in HeadlineFormat.Field.allCases {
      for letter in field.declaration.letters.description.utf8 {
        #expect(HeadlineFormat.Field(letter: letter) == field)
      }
    }
  }
}
