/// Cuts an address field into mailboxes and groups without looking inside names.
struct AddressSplitter {
  /// One piece of the field.
  enum Piece: Equatable {
    /// The range of one mailbox, or of several that lack a comma between them.
    case mailbox(Range<Int>)
    /// The name of a group.
    case groupStart(Range<Int>)
    /// The end of the group.
    case groupEnd
  }

  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  private var isInGroup = false
  private var pendingGroupEnd = false
  /// The last `;` of the field, the only thing that makes a colon the start of a group.
  private let lastSemicolon: Int
  private var marks: AddressMarks

  init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    let range = range.clamped(to: 0..<bytes.count)
    position = range.lowerBound
    end = range.upperBound
    lastSemicolon = bytes[range].lastIndex(of: 59) ?? -1
    marks = AddressMarks(end: range.upperBound)
  }

  /// Whether a mailbox or a group is still to come; takes the pieces up to it.
  var hasMore: Bool {
    mutating get {
      while let piece = next() {
        if piece != .groupEnd { return true }
      }
      return false
    }
  }

  /// The next piece; nil at the end of the field.
  mutating func next() -> Piece? {
    if pendingGroupEnd {
      pendingGroupEnd = false
      isInGroup = false
      return .groupEnd
    }
    while position < end {
      let start = position
      if let piece = scanElement(from: start) { return piece }
    }
    return nil
  }

  /// Scans to the next separator; nil when there was nothing before it.
  private mutating func scanElement(from start: Int) -> Piece? {
    var hasText = false
    var hasAt = false
    while position < end {
      let byte = bytes[position]
      switch byte {
      case 44:  // comma
        position += 1
        return hasText ? .mailbox(start..<position - 1) : nil
      case 59:  // semicolon
        position += 1
        if isInGroup {
          guard hasText else {
            isInGroup = false
            return .groupEnd
          }
          pendingGroupEnd = true
        }
        return hasText ? .mailbox(start..<position - 1) : nil
      case 58 where !isInGroup && !hasAt && endsAsGroup(at: position):
        let name = start..<position
        position += 1
        isInGroup = true
        return .groupStart(name)
      case 34:
        hasText = true
        position = marks.quotedEnd(bytes, from: position) ?? position + 1
      case 40:
        position = marks.commentEnd(bytes, from: position) ?? position + 1
        hasText = true
      case 60:
        hasText = true
        position = marks.angleEnd(bytes, from: position) ?? position + 1
      case 91:
        hasText = true
        position = marks.literalEnd(bytes, from: position) ?? position + 1
      case 61:
        hasText = true
        position = AddressMarks.encodedWordEnd(bytes, from: position, to: end) ?? position + 1
      default:
        if byte == 64 { hasAt = true }
        if !Unfolding.isBlank(byte) { hasText = true }
        position += 1
      }
    }
    return hasText ? .mailbox(start..<end) : nil
  }

  /// A colon starts a group when a `;` follows somewhere, or nothing at all.
  private func endsAsGroup(at colon: Int) -> Bool {
    if lastSemicolon > colon { return true }
    return CommentSkipper.skip(bytes, from: colon + 1, to: end) == end
  }
}
