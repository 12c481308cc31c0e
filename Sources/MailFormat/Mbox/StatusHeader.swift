import MailBytes

/// The fields in which mbox files keep what was done with a message: `Status: RO`, `X-Status: AFT`.
public enum StatusHeader {
  /// What the value of a Status field says, its letters in any order.
  public static func parse(status value: Span<UInt8>) -> MessageStatus {
    var status: MessageStatus = []
    for index in value.indices {
      switch value[index] {
      case 0x52: status.insert(.read)
      case 0x4f: status.insert(.old)
      default: break
      }
    }
    return status
  }

  /// What the value of an X-Status field says, its letters in any order.
  public static func parse(xStatus value: Span<UInt8>) -> MessageStatus {
    var status: MessageStatus = []
    for index in value.indices {
      switch value[index] {
      case 0x41: status.insert(.answered)
      case 0x46: status.insert(.flagged)
      case 0x54: status.insert(.draft)
      case 0x44: status.insert(.deleted)
      default: break
      }
    }
    return status
  }

  /// What a line of a header says, when it is one of the two fields.
  static func parse(line: Span<UInt8>) -> MessageStatus? {
    if ASCII.hasPrefixIgnoringCase(line, "Status:") {
      return parse(status: line.extracting(7..<line.count))
    }
    if ASCII.hasPrefixIgnoringCase(line, "X-Status:") {
      return parse(xStatus: line.extracting(9..<line.count))
    }
    return nil
  }

  /// The letters of Status: `RO` for read, `O` for seen by an earlier session, `R` for read just now; empty when new.
  public static func statusLetters(_ status: MessageStatus) -> [UInt8] {
    var letters: [UInt8] = []
    if status.contains(.read) { letters.append(0x52) }
    if status.contains(.old) { letters.append(0x4f) }
    return letters
  }

  /// The letters of X-Status; empty when there is nothing to say.
  public static func xStatusLetters(_ status: MessageStatus) -> [UInt8] {
    var letters: [UInt8] = []
    if status.contains(.answered) { letters.append(0x41) }
    if status.contains(.deleted) { letters.append(0x44) }
    if status.contains(.flagged) { letters.append(0x46) }
    if status.contains(.draft) { letters.append(0x54) }
    return letters
  }

  /// The two fields as lines, as far as there is something to say.
  public static func fields(_ status: MessageStatus, lineEnd: [UInt8] = [0x0a]) -> [UInt8] {
    var output: [UInt8] = []
    let letters = statusLetters(status)
    if !letters.isEmpty { output += Array("Status: ".utf8) + letters + lineEnd }
    let more = xStatusLetters(status)
    if !more.isEmpty { output += Array("X-Status: ".utf8) + more + lineEnd }
    return output
  }

  /// The header of a message with its two fields changed to the status; all other bytes stay as they are.
  ///
  /// - Parameter header: from the From_ line or the first field on, with the empty line at its end if there is one.
  public static func rewritten(_ header: Span<UInt8>, status: MessageStatus) -> [UInt8] {
    var output = [UInt8]()
    output.reserveCapacity(header.count + 32)
    var scanner = LineScanner(header)
    var isSkipping = false
    var lineEnd: [UInt8] = [0x0a]
    var end: Range<Int>?
    while let line = scanner.next() {
      let first = line.content.isEmpty ? 0x0a : header[line.content.lowerBound]
      if line.isEnded { lineEnd = line.whole.count - line.content.count == 2 ? [0x0d, 0x0a] : [0x0a] }
      if line.content.isEmpty {
        end = line.whole.lowerBound..<header.count
        break
      }
      if isSkipping, first.isASCIIBlank { continue }
      let content = header.extracting(line.content)
      isSkipping =
        ASCII.hasPrefixIgnoringCase(content, "Status:") || ASCII.hasPrefixIgnoringCase(content, "X-Status:")
      if isSkipping { continue }
      output.append(header.extracting(line.whole))
      if !line.isEnded { output += lineEnd }
    }
    output += fields(status, lineEnd: lineEnd)
    if let end { output.append(header.extracting(end)) }
    return output
  }

  /// A whole message, header and body, with its two fields changed to the status; without Content-Length and Lines, which
  /// would tell of another text.
  public static func rewritten(message: [UInt8], status: MessageStatus) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(message.count)
    var scanner = LineScanner(message.span)
    var isSkipping = false
    var body: Int?
    while body == nil, let line = scanner.next() {
      let content = message.span.extracting(line.content)
      if content.isEmpty { body = line.whole.lowerBound }
      if isSkipping, content.isEmpty || content[0] != 0x20 && content[0] != 0x09 { isSkipping = false }
      if ASCII.hasPrefixIgnoringCase(content, "Content-Length:") || ASCII.hasPrefixIgnoringCase(content, "Lines:") {
        isSkipping = true
      }
      if !isSkipping { output.append(message.span.extracting(line.whole)) }
    }
    let header = rewritten(output.span, status: status)
    guard let body else { return header }
    let end = scanner.position
    return header + (end > body ? message[end...] : [])
  }
}
