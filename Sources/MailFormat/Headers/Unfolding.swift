import MailBytes

/// Taking folds out of field values (RFC 5322 section 2.2.3).
public enum Unfolding {
  /// The value on one line: line ends are taken out, leading and trailing blanks too.
  ///
  /// A line end not followed by a blank, as lost folds have it, leaves one blank. A lone CR stays: it is data.
  public static func unfold(_ bytes: [UInt8], in range: Range<Int>) -> [UInt8] {
    let range = range.clamped(to: 0..<bytes.count)
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    let value = bytes.span.extracting(0..<end)
    var fold = Kernels.firstIndex(of: 10, or: 13, in: value, from: start)
    if fold == nil { return Array(bytes[start..<end]) }
    var result: [UInt8] = []
    result.reserveCapacity(end - start)
    var offset = start
    while offset < end {
      let next = fold ?? end
      if offset < next {
        result.append(value.extracting(offset..<next))
        offset = next
        continue
      }
      let runStart = offset
      var hasLineFeed = false
      while offset < end, bytes[offset] == 10 || bytes[offset] == 13 {
        if bytes[offset] == 10 { hasLineFeed = true }
        offset += 1
      }
      let isFolded = offset < end && (bytes[offset] == 32 || bytes[offset] == 9)
      if hasLineFeed {
        if !isFolded { result.append(32) }
      } else if !isFolded {
        result += bytes[runStart..<offset]
      }
      fold = Kernels.firstIndex(of: 10, or: 13, in: value, from: offset)
    }
    return result
  }

  /// Blank, tab or line end.
  static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
}
