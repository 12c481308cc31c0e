import MailBytes
import Testing

struct DecimalTests {
  @Test(arguments: [
    (0, 0, "0"), (7, 3, "  7"), (-12, 0, "-12"), (-12, 5, "  -12"), (.max, 0, "9223372036854775807"),
    (.min, 0, "-9223372036854775808"), (99_999_999, 8, "99999999"), (100_000_000, 8, "100000000"), (5, 8, "       5"),
    (5, 9, "        5"), (12, 1, "12"), (3, -4, "3"),
  ])
  func appends(_ number: Int, _ width: Int, _ expected: String) {
    var bytes: [UInt8] = []
    bytes.append(decimal: number, width: width)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test func padsWithZeros() {
    var bytes: [UInt8] = []
    bytes.append(decimal: -5, width: 4, pad: 0x30)
    #expect(bytes == Array("-005".utf8))
  }

  @Test(arguments: [("12", 12), ("", nil), ("1a", nil), ("99999999999999999999", nil), ("-1", nil), ("007", 7)])
  func parses(_ text: String, _ expected: Int?) { #expect(Decimal.parse(Array(text.utf8)) == expected) }
}
