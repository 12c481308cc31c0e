import MailBytes

/// Reads the structure of a message in one pass over its lines, RFC 2046 section 5.1.
///
/// Open multiparts and messages lie on a stack; a line that starts with `--` is compared with the open boundaries from
/// the innermost outwards, so that a missing closing boundary ends with the next one around it.
struct PartTreeBuilder {
  private let message: [UInt8]
  private let fields: PartFieldReader
  private let limits: MIMELimits
  private var parts: [Part] = []
  private var marks: [PartTree.Mark] = []
  private var frames: [Frame] = []
  /// The leaf that body lines belong to just now.
  private var openLeaf: Int?
  /// How many frames are multiparts that still wait for boundaries.
  private var waiting = 0

  /// A multipart or message whose end was not seen yet.
  private struct Frame {
    let part: Int
    let boundary: [UInt8]
    var isOpen: Bool
    let childType: String
    var children = 0
  }

  init(message: [UInt8], charsets: any CharsetConverter, limits: MIMELimits) {
    self.message = message
    self.limits = limits
    fields = PartFieldReader(charsets: charsets, limits: limits)
  }

  mutating func build() -> PartTree {
    var position = openPart(at: 0, type: "text/plain")
    while position < message.count {
      guard waiting > 0, let line = nextDashes(from: position) else { break }
      let end = lineEnd(from: line)
      if let (frame, closes) = match(line..<end.text) {
        guard parts.count < limits.parts || closes else {
          mark(.tooManyParts)
          closeFrames(downTo: frame, at: line)
          closeAll(at: line)
          return PartTree(parts: parts, marks: marks)
        }
        closeFrames(downTo: frame, at: line)
        if closes {
          frames[frame].isOpen = false
          waiting -= 1
          position = end.next
        } else {
          // A boundary right behind another holds no part, not even an empty one.
          position = isBoundary(at: end.next) ? end.next : openPart(at: end.next, type: frames[frame].childType)
        }
      } else {
        position = end.next
      }
    }
    if waiting > 0 { mark(.missingClose) }
    closeAll(at: message.count)
    return PartTree(parts: parts, marks: marks)
  }

  // MARK: Parts

  /// Reads the header at a position and opens the part; messages open their body at once.
  ///
  /// - Returns: where the search for boundaries goes on.
  private mutating func openPart(at start: Int, type defaultType: String) -> Int {
    var start = start
    var defaultType = defaultType
    while true {
      let header = fields.read(message, in: start..<headerLimit(from: start), defaultType: defaultType)
      var part = header.part
      part.header = header.headerStart..<header.headerEnd
      part.body = header.bodyStart..<header.bodyStart
      attach(&part)
      let index = parts.count
      let opens = part.depth < limits.depth
      if part.type.hasPrefix("multipart/") {
        if let boundary = header.boundary, boundary.count <= Self.boundaryBytes, opens {
          part.kind = .multipart
          parts.append(part)
          openLeaf = nil
          waiting += 1
          let childType = part.type == "multipart/digest" ? "message/rfc822" : "text/plain"
          frames.append(Frame(part: index, boundary: boundary, isOpen: true, childType: childType))
          return header.bodyStart
        }
        mark(opens ? .noBoundary : .tooDeep)
      } else if Self.isMessage(part.type), part.encoding == .identity {
        if opens, parts.count + 1 < limits.parts {
          part.kind = .message
          parts.append(part)
          openLeaf = nil
          frames.append(Frame(part: index, boundary: [], isOpen: false, childType: ""))
          start = header.bodyStart
          defaultType = "text/plain"
          continue
        }
        mark(opens ? .tooManyParts : .tooDeep)
      }
      parts.append(part)
      openLeaf = index
      return header.bodyStart
    }
  }

  private static let boundaryBytes = 512

  /// Whether the content of a part is a message with a header of its own.
  static func isMessage(_ type: String) -> Bool {
    type == "message/rfc822" || type == "message/global" || type == "message/news"
  }

  private mutating func attach(_ part: inout Part) {
    guard let frame = frames.indices.last else { return }
    frames[frame].children += 1
    part.parent = frames[frame].part
    part.depth = parts[frames[frame].part].depth + 1
    part.ordinal = frames[frame].children
  }

  private mutating func mark(_ mark: PartTree.Mark) {
    if !marks.contains(mark) { marks.append(mark) }
  }

  /// Ends what lies inside a frame, because one of its boundaries was found at a line.
  private mutating func closeFrames(downTo frame: Int, at line: Int) {
    let end = contentEnd(before: line)
    closeLeaf(at: end)
    while frames.count > frame + 1 {
      let inner = frames.removeLast()
      if inner.isOpen {
        waiting -= 1
        mark(.missingClose)
      }
      close(inner, at: end)
    }
  }

  private mutating func closeAll(at end: Int) {
    closeLeaf(at: end)
    while let frame = frames.popLast() { close(frame, at: end) }
    waiting = 0
  }

  private mutating func closeLeaf(at end: Int) {
    if let leaf = openLeaf { close(leaf, at: end) }
    openLeaf = nil
  }

  private mutating func close(_ index: Int, at end: Int) {
    let start = parts[index].body.lowerBound
    parts[index].body = start..<max(start, end)
  }

  /// Ends a frame; a multipart whose boundary never came is content, not structure.
  private mutating func close(_ frame: Frame, at end: Int) {
    close(frame.part, at: end)
    if frame.children == 0, parts[frame.part].kind == .multipart, frame.isOpen {
      parts[frame.part].kind = .leaf
      mark(.noBoundary)
    }
  }

  // MARK: Lines

  /// Where a header that starts at a position ends at the latest: behind an empty line, or before a boundary.
  private func headerLimit(from start: Int) -> Int {
    guard start > 0 || waiting > 0 else { return message.count }
    var position = start
    while position < message.count {
      let line = lineEnd(from: position)
      if line.text == position { return line.next }
      if waiting > 0, message[position] == 0x2d, match(position..<line.text) != nil { return position }
      position = line.next
    }
    return message.count
  }

  /// The end of a line's text and the start of the next line.
  private func lineEnd(from start: Int) -> (text: Int, next: Int) {
    let bytes = message.span
    guard let position = Kernels.firstIndex(of: 0x0a, in: bytes, from: start) else { return (bytes.count, bytes.count) }
    let text = position > start && bytes[position - 1] == 0x0d ? position - 1 : position
    return (text, position + 1)
  }

  /// The start of the next line that begins with two dashes; the position itself is the start of a line.
  private func nextDashes(from start: Int) -> Int? {
    let bytes = message.span
    let last = bytes.count - 2
    var position = start
    while position <= last {
      if bytes[position] == 0x2d, bytes[position + 1] == 0x2d { return position }
      guard let newline = Kernels.firstIndex(of: 0x0a, in: bytes, from: position) else { return nil }
      position = newline + 1
    }
    return nil
  }

  /// Whether a line that starts here is a boundary.
  private func isBoundary(at start: Int) -> Bool {
    start < message.count && message[start] == 0x2d && match(start..<lineEnd(from: start).text) != nil
  }

  /// Where the content before a boundary line ends: the line end before the boundary belongs to it.
  private func contentEnd(before line: Int) -> Int {
    guard line > 0, message[line - 1] == 0x0a else { return line }
    return line > 1 && message[line - 2] == 0x0d ? line - 2 : line - 1
  }

  /// The open multipart whose boundary a line is, blanks after it forgiven, and whether it closes.
  private func match(_ line: Range<Int>) -> (frame: Int, closes: Bool)? {
    let bytes = message.span
    guard line.count >= 2, bytes[line.lowerBound] == 0x2d, bytes[line.lowerBound + 1] == 0x2d else { return nil }
    var end = line.upperBound
    while end > line.lowerBound, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 || bytes[end - 1] == 0x0d { end -= 1 }
    let start = line.lowerBound + 2
    let count = end - start
    guard count >= 0 else { return nil }
    for frame in frames.indices.reversed() where frames[frame].isOpen {
      let boundary = frames[frame].boundary
      let closes = count == boundary.count + 2
      guard count == boundary.count || closes, equal(boundary, at: start) else { continue }
      if !closes { return (frame, false) }
      if bytes[end - 1] == 0x2d, bytes[end - 2] == 0x2d { return (frame, true) }
    }
    return nil
  }

  private func equal(_ boundary: [UInt8], at start: Int) -> Bool {
    let bytes = message.span
    var offset = 0
    while offset < boundary.count {
      if bytes[start + offset] != boundary[offset] { return false }
      offset += 1
    }
    return true
  }
}
