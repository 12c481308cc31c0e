import MailBytes

/// The field by which some mailboxes tell where a message ends, mboxcl2 instead of quoting.
public enum ContentLengthField {
  /// What the header says; nil when it says nothing, or no number.
  public static func value(in header: Span<UInt8>) -> Int? {
    var scanner = LineScanner(header)
    while let line = scanner.next(), !line.content.isEmpty {
      let content = header.extracting(line.content)
      if isField(content) { return Decimal.parse(content, ASCII.trimmed(content, 15..<content.count)) }
    }
    return nil
  }

  /// The header with this length and no other.
  ///
  /// - Parameter header: from the From_ line or the first field on, with the empty line at its end if there is one.
  public static func set(_ length: Int, in header: Span<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(header.count + 32)
    var scanner = LineScanner(header)
    var isSkipping = false
    var lineEnd: [UInt8] = [0x0a]
    var end: Range<Int>?
    while end == nil, let line = scanner.next() {
      if line.isEnded { lineEnd = line.whole.count - line.content.count == 2 ? [0x0d, 0x0a] : [0x0a] }
      if line.content.isEmpty {
        end = line.whole.lowerBound..<header.count
        continue
      }
      let content = header.extracting(line.content)
      if isSkipping, content[0].isASCIIBlank { continue }
      isSkipping = isField(content)
      if isSkipping { continue }
      output.append(header.extracting(line.whole))
      if !line.isEnded { output += lineEnd }
    }
    output += Array("Content-Length: \(length)".utf8) + lineEnd
    if let end { output.append(header.extracting(end)) } else { output += lineEnd }
    return output
  }

  private static func isField(_ line: Span<UInt8>) -> Bool { ASCII.hasPrefixIgnoringCase(line, "Content-Length:") }
}
