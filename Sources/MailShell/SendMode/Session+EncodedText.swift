import MailBytes
import MailFormat
import MailSystem

extension Session {
  /// Takes the encoding off a text that came encoded, as its Content-Transfer-Encoding says; it goes out in the same.
  func takeDeclaredEncoding(of composition: inout Composition) throws(SystemError) {
    guard !composition.isVerbatim, composition.richBody == nil else { return }
    var label = composition.declaredEncoding
    for field in composition.fields where ASCIIName.equal(field.name, "Content-Transfer-Encoding") {
      label = label ?? field.value
    }
    guard let label else { return }
    guard let encoding = EncodedText.encoding(label) else {
      if ["8bit", "binary"].contains(ASCIIName.lowered(label)) { composition.bodyEncoding = .eightBit }
      return
    }
    composition.declaredEncoding = nil
    composition.bodyEncoding = encoding
    composition.fields.removeAll { ASCIIName.equal($0.name, "Content-Transfer-Encoding") }
    let text = try composition.text()
    guard let encoded = EncodedText(text, in: encoding) else {
      world.output.flush()
      world.errors.write("\(world.programName): the text is not in ")
      world.errors.write(TerminalText(cleaning: ASCIIName.lowered(label)).bytes)
      world.errors.write(", as its Content-Transfer-Encoding says, and is encoded now\n")
      return
    }
    composition.body = .memory(encoded.content)
    composition.keepsLineEnds = true
  }
}
