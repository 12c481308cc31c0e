import MailBytes

/// Text of format=flowed (RFC 3676): paragraphs joined, quote depth kept, wrapped anew.
enum FlowedText {
  private static let deepest = 50

  /// Joins flowed lines and wraps them at a width; fixed lines stay as they are.
  static func reflow(_ text: [UInt8], deletesSpace: Bool, width: Int) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count + text.count / 8)
    var paragraph: [UInt8] = []
    var isOpen = false
    var depth = 0
    func flush() {
      guard isOpen else { return }
      emit(paragraph, depth: depth, width: width, into: &output)
      paragraph.removeAll(keepingCapacity: true)
      isOpen = false
    }
    LineEnds.forEach(text) { range in
      var start = range.lowerBound
      while start < range.upperBound, text[start] == 0x3e { start += 1 }
      let level = start - range.lowerBound
      if start < range.upperBound, text[start] == 0x20 { start += 1 }
      if isOpen, level != depth { flush() }
      let line = text[start..<range.upperBound]
      // The line before a signature is always fixed, though it ends in a blank.
      if line.elementsEqual("-- ".utf8) {
        flush()
        emit(Array(line), depth: level, width: Int.max, into: &output)
        return
      }
      let flows = line.last == 0x20
      depth = level
      paragraph += deletesSpace && flows ? line.dropLast() : line
      if flows {
        isOpen = true
      } else if isOpen {
        flush()
      } else {
        emit(paragraph, depth: depth, width: Int.max, into: &output)
        paragraph.removeAll(keepingCapacity: true)
      }
    }
    flush()
    return output
  }

  private static func emit(_ text: [UInt8], depth: Int, width: Int, into output: inout [UInt8]) {
    var prefix = [UInt8](repeating: 0x3e, count: min(depth, deepest))
    if depth > 0, !text.isEmpty { prefix.append(0x20) }
    let room = width == Int.max ? Int.max : max(20, width - prefix.count)
    LineWrapper.wrap(text[...], width: room) { line in
      output += prefix
      output += line
      output.append(0x0a)
    }
  }
}
