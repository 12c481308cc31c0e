import MailFormat
import Testing

@Suite struct ParametersTests {
  private func parse(_ text: String) -> Parameters { Parameters.parse(Array(text.utf8)) }

  @Test(arguments: [
    ("; name=a.txt", "a.txt"),
    ("; NAME = \"a b.txt\"", "a b.txt"),
    (" ;; name=a.txt ;", "a.txt"),
    ("; x=y (comment; name=no); name=\"a\\\"b\"", "a\"b"),
    ("; name=\"C:\\temp\\a.txt\"", "C:\\temp\\a.txt"),
    ("; name=with blanks.txt; x=y", "with blanks.txt"),
    ("; name=\"never closed.txt; x=y", "never closed.txt"),
    ("; name=\"folded\r\n name.txt\"", "folded name.txt"),
    ("; name=a.txt\r\n x=y", "a.txt"),
    ("; name*0=on; name*1=e.t; name*2=xt", "one.txt"),
    ("; name*2=xt; name*0=on; name*1=e.t", "one.txt"),
    ("; name*0=1; name*10=b; name*9=a", "1ab"),
    ("; name*0=a; name*0=b; name*1=c", "ac"),
    ("; name*=utf-8''r%C3%A9el.txt", "réel.txt"),
    ("; name*=utf-8'fr'r%c3%a9el.txt", "réel.txt"),
    ("; name*=\"utf-8''r%C3%A9el.txt\"", "réel.txt"),
    ("; name*=iso-8859-1''r%E9el.txt", "réel.txt"),
    ("; name*=r%C3%A9el.txt", "réel.txt"),
    ("; name*=''r%C3%A9el.txt", "réel.txt"),
    ("; name=fallback.txt; name*=utf-8''r%C3%A9el.txt", "réel.txt"),
    ("; name*0*=utf-8''r%C3; name*1*=%A9el; name*2=\"%41.txt\"", "réel%41.txt"),
    ("; name=\"=?utf-8?Q?r=C3=A9el.txt?=\"", "réel.txt"),
    ("; name==?utf-8?Q?r=C3=A9el.txt?=", "réel.txt"),
    ("; name*=utf-8''bad%ZZ%4", "bad%ZZ%4"),
    ("; name=\"a\u{0}b\"", "a\u{FFFD}b"),
    ("; name=\"réel.txt\"", "réel.txt"),
    ("; name=", ""),
    ("; name*999999999=x; name*0=y", "y"),
    ("; name*999999999=x; name=y", "y"),
    ("; name=y; name*1000*=utf-8''x", "y"),
  ])
  func values(_ text: String, _ expected: String) {
    #expect(parse(text)["name"] == expected)
  }

  @Test(arguments: [
    "", ";", "; ;", "=", "; =x", "; \"", "; (", "; name", "; *=x", "; name*x", "; name*999999999=x", "a/b (c",
  ])
  func junkYieldsNoName(_ text: String) {
    #expect(parse(text)["name"] == nil)
  }

  @Test func severalParametersKeepTheirOrder() {
    let items = parse("; charset=\"utf-8\"; format=flowed; delsp=yes").items
    #expect(items.map(\.name) == ["charset", "format", "delsp"])
    #expect(items.map(\.value) == ["utf-8", "flowed", "yes"])
  }

  @Test func countsAndSizesAreBounded() {
    let many = (0..<2000).map { "; n\($0)=x" }.joined()
    #expect(parse(many).items.count == Limits.parameters)
    let long = "; name=\"" + String(repeating: "x", count: Limits.parameterValue + 100) + "\""
    #expect(parse(long)["name"]?.utf8.count == Limits.parameterValue)
  }
}
