import MailFormat

extension Session {
  /// A message as it may leave: without the fields in which programs here keep what was done to it, and without its blind
  /// copies, which nobody else may learn of.
  func outgoingContent(of number: Int) throws -> [UInt8] {
    let content = try content(of: number)
    let header = HeaderBlock(content)
    var result: [UInt8] = []
    var position = 0
    for (index, field) in header.fields.enumerated()
    where Self.staysHere(String(decoding: header.name(of: field), as: UTF8.self)) {
      result += content[position..<field.name.lowerBound]
      let isLast = index + 1 == header.fields.count
      position = isLast ? Self.lineEnd(behind: field.value, in: content) : header.fields[index + 1].name.lowerBound
    }
    return position == 0 ? content : result + content[position...]
  }

  private static func staysHere(_ name: String) -> Bool {
    let name = ASCIIName.lowered(name)
    return ["status", "x-status", "x-uid", "x-keywords", "bcc", "resent-bcc"].contains(name) || name.hasPrefix("x-imap")
      || name.hasPrefix("x-mozilla-")
  }

  private static func lineEnd(behind value: Range<Int>, in content: [UInt8]) -> Int {
    content[value.upperBound...].firstIndex(of: 0x0a).map { $0 + 1 } ?? content.count
  }
}
