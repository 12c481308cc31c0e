import MailBytes
import Testing

struct ASCIITests {
  @Test func classesAreThoseOfTheStandards() {
    for byte in UInt8.min...UInt8.max {
      let scalar = Unicode.Scalar(byte)
      #expect(byte.isASCIIDigit == ("0"..."9").contains(scalar))
      #expect(byte.isASCIILetter == (("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)))
      #expect(byte.isASCIIWhitespace == [9, 10, 11, 12, 13, 32].contains(byte))
      #expect(byte.isASCIIPrintable == (byte >= 32 && byte < 127))
      #expect(byte.isAtomText == (byte.isASCIIAlphanumeric || Array("!#$%&'*+-/=?^_`{|}~".utf8).contains(byte)))
      #expect(
        byte.isTokenText == (byte > 32 && byte < 127 && !Array("()<>@,;:\\\"/[]?=".utf8).contains(byte)))
      #expect(byte.hexDigitValue == (byte < 128 ? UInt8(String(scalar), radix: 16) : nil))
    }
  }

  @Test func comparesWithoutCase() {
    #expect(ASCII.equalsIgnoringCase(Array("SubJECT".utf8).span, "subject") == true)
    #expect(ASCII.equalsIgnoringCase(Array("Subject:".utf8).span, "subject") == false)
    #expect(ASCII.hasPrefixIgnoringCase(Array("Subject:".utf8).span, "SUBJECT") == true)
    #expect(ASCII.hasPrefix(Array("Fro".utf8).span, "From ") == false)
    #expect(ASCII.trimmed(Array(" a \n".utf8).span, 0..<4) == 1..<2)
    #expect(ASCII.trimmed(Array("   ".utf8).span, 0..<9) == 3..<3)
  }
}
