public import MailBytes

/// The structure of a message: its parts in the order of the text, each knowing the part around it.
///
/// The tree holds offsets into the message, never content; it is made in one pass over the bytes.
public struct PartTree: Sendable, Equatable {
  /// The parts in order; the first is the message's own body.
  public internal(set) var parts: [Part]
  /// What was cut or mended while reading.
  public internal(set) var marks: [Mark]

  /// Something about a message that a reader should be told.
  public enum Mark: Sendable, Equatable {
    /// Deeper parts than the limit; they stay one opaque part.
    case tooDeep
    /// More parts than the limit; the rest was not divided.
    case tooManyParts
    /// A multipart whose closing boundary is missing.
    case missingClose
    /// A multipart without a boundary parameter, or whose boundary never occurs.
    case noBoundary
  }

  /// Reads the structure of a message that starts with its header fields.
  public init(message: [UInt8], charsets: any CharsetConverter, limits: MIMELimits = .standard) {
    var builder = PartTreeBuilder(message: message, charsets: charsets, limits: limits)
    self = builder.build()
  }

  init(parts: [Part], marks: [Mark]) {
    self.parts = parts
    self.marks = marks
  }

  /// The IMAP section number of a part, RFC 9051 section 6.4.5: `1`, `2.1`.
  ///
  /// A multipart that is itself the body of a message has no number of its own; it is called `TEXT`.
  public func section(of index: Int) -> String {
    guard parts.indices.contains(index) else { return "" }
    var numbers: [Int] = []
    var current = index
    let bodyOfMessage = isBodyOfMessage(current) && parts[current].kind == .multipart
    while true {
      let part = parts[current]
      if isBodyOfMessage(current) {
        if part.kind != .multipart { numbers.append(1) }
      } else {
        numbers.append(part.ordinal)
      }
      guard let parent = part.parent else { break }
      current = parent
    }
    var text = ""
    for number in numbers.reversed() {
      if !text.isEmpty { text += "." }
      text += String(number)
    }
    if bodyOfMessage { text += text.isEmpty ? "TEXT" : ".TEXT" }
    return text
  }

  /// The number of a part counted uniformly from the root: `1` is the body, `1.2` its second child, messages and all.
  public func path(of index: Int) -> String {
    guard parts.indices.contains(index) else { return "" }
    var numbers: [Int] = []
    var current: Int? = index
    while let at = current {
      numbers.append(parts[at].ordinal)
      current = parts[at].parent
    }
    var text = ""
    for number in numbers.reversed() {
      if !text.isEmpty { text += "." }
      text += String(number)
    }
    return text
  }

  /// The part with an IMAP section number.
  public func index(ofSection section: String) -> Int? {
    for index in parts.indices where self.section(of: index) == section { return index }
    return nil
  }

  /// The indexes of the parts directly inside a part, in order.
  public func children(of index: Int) -> [Int] {
    guard parts.indices.contains(index), parts[index].kind != .leaf else { return [] }
    var found: [Int] = []
    var next = index + 1
    while next < parts.count, parts[next].depth > parts[index].depth {
      if parts[next].depth == parts[index].depth + 1 { found.append(next) }
      next += 1
    }
    return found
  }

  private func isBodyOfMessage(_ index: Int) -> Bool {
    guard let parent = parts[index].parent else { return true }
    return parts[parent].kind == .message
  }
}
