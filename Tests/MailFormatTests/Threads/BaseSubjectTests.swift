import MailFormat
import Testing

@Suite struct BaseSubjectTests {
  @Test(
    "RFC 5256 section 2.1",
    arguments: [
      ("Plan", "plan", false), ("Re: Plan", "plan", true), ("RE:plan", "plan", true), ("Fwd: Re: plan", "plan", true),
      ("FW : plan", "plan", true), ("re[2]: plan", "plan", true), ("Re [list] : plan", "plan", true),
      ("[list] plan", "plan", false), ("[list] Re: plan", "plan", true), ("Re: [list] plan", "plan", true),
      ("[a] [b] Re: [c] Fwd: [d]  plan", "plan", true), ("plan (fwd)", "plan", true),
      ("plan (fwd) (FWD) ", "plan", true), ("[Fwd: plan]", "plan", true), ("[fwd: Re: [x] plan (fwd)]", "plan", true),
      ("[fwd: [fwd: plan]]", "plan", true), ("[list]", "[list]", false), ("[a] [list]", "[list]", false),
      ("Re: [list]", "[list]", true), ("[unclosed plan", "[unclosed plan", false), ("Re:", "", true), ("", "", false),
      ("  plan\t b  ", "plan b", false), ("Ready: plan", "ready: plan", false), ("re plan", "re plan", false),
      ("Fwdplan: x", "fwdplan: x", false), ("[fwd: a] b", "b", false), ("Antw: AW: SV: plan", "plan", true),
      ("GRÜSSE", "grüsse", false), ("(fwd)", "", true), ("[]", "[]", false), ("[fwd:]", "", true),
    ] as [(String, String, Bool)])
  func base(_ subject: String, _ text: String, _ isAnswer: Bool) {
    let base = BaseSubject(subject)
    #expect(String(decoding: base.text, as: UTF8.self) == text)
    #expect(base.isAnswer == isAnswer)
  }

  @Test func marksOfOtherLanguages() {
    #expect(BaseSubject("Vá: Re: plan", marks: ["Vá"]).text == Array("plan".utf8))
    #expect(BaseSubject("Odp: plan", marks: ["odp"]).isAnswer)
    #expect(!BaseSubject("Odp: plan").isAnswer)
  }

  @Test func manyMarksAreTakenOffInOnePass() {
    let many = String(repeating: "[a] ", count: 20_000) + String(repeating: "Re: ", count: 20_000)
    let subject = many + "x" + String(repeating: " (fwd)", count: 20_000)
    #expect(BaseSubject(subject).text == Array("x".utf8))
    let forwards = String(repeating: "[fwd:", count: 20_000) + "x" + String(repeating: "]", count: 20_000)
    #expect(BaseSubject(forwards).text == Array("x".utf8))
    #expect(BaseSubject(String(repeating: "[a]", count: 20_000)).text == Array("[a]".utf8))
  }
}
