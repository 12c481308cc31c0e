import MailSystem
import Testing

@Suite struct RegularExpressionTests {
  @Test func groupsAndTheirPlaces() throws {
    let expression = try #require(RegularExpression(Array("(a+)(x)?b".utf8)))
    #expect(expression.firstMatch(in: Array("caab".utf8)) == [1..<4, 1..<3, nil])
    #expect(expression.firstMatch(in: Array("cd".utf8)) == nil)
  }

  @Test func whatIsNone() {
    #expect(RegularExpression(Array("(".utf8)) == nil)
    #expect(RegularExpression([0x61, 0]) == nil)
    #expect(RegularExpression(Array(repeating: 0x61, count: 5000)) == nil)
    #expect(RegularExpression(Array("ABC".utf8), ignoringCase: true)?.firstMatch(in: Array("xabc".utf8)) == [1..<4])
  }
}
