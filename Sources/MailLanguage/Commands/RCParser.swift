/// The commands of a start-up file, one after the other: no blank lines, no comments, continuations joined.
public struct RCParser: Sendable {
  /// The name of the file, for messages.
  public let name: String
  private let bytes: [UInt8]
  private var position = 0
  private var joiner: LineJoiner

  /// Begins at the start of a file's content.
  ///
  /// - Parameter longest: the most bytes of a command.
  public init(_ bytes: [UInt8], name: String, longest: Int = LineJoiner.maximumLength) {
    joiner = LineJoiner(longest: longest)
    self.bytes = bytes
    self.name = name
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
  }

  /// The next command, or nil at the end.
  public mutating func next() -> LogicalLine? {
    while position < bytes.count {
      var end = position
      while end < bytes.count, bytes[end] != 0x0a { end += 1 }
      let physical = Array(bytes[position..<end])
      position = end + 1
      if let line = joiner.add(physical), line.isTooLong || RCParser.isCommand(line.text) { return line }
    }
    if let line = joiner.finish(), line.isTooLong || RCParser.isCommand(line.text) { return line }
    return nil
  }

  /// Where a command of this file stands.
  public func origin(of line: LogicalLine) -> SettingOrigin { .file(name: name, line: line.line) }

  /// Whether a line is neither blank nor a comment.
  public static func isCommand(_ text: [UInt8]) -> Bool {
    guard let first = text.first else { return false }
    return first != UInt8(ascii: "#")
  }
}
