/// A command line cut into the command's word and the rest: `p1`, `d2-4`, `!ls`, `|cat`, `+`, `=`, `3 5`.
public struct CommandLine: Sendable, Equatable {
  /// The word as typed; empty for a bare message list and for an empty line.
  public let word: [UInt8]
  /// What follows, without the blanks around it.
  public let rest: [UInt8]
  /// Whether `ignerr` or `-` stood in front: a failure of the command does not count.
  public let ignoresErrors: Bool

  /// Whether `local` stood in front: what the command sets is put back when the macro ends.
  public let isLocal: Bool

  /// Whether `wysh` stood in front: the words are read as a shell reads them, variables and all.
  public let expandsWords: Bool

  /// Whether there is nothing at all, which means `next`.
  public var isEmpty: Bool { word.isEmpty && rest.isEmpty }
  /// Whether it is a message list without command, which means `print`.
  public var isBareList: Bool { word.isEmpty && !rest.isEmpty }
  /// The word as text.
  public var name: String { String(decoding: word, as: UTF8.self) }

  /// Cuts a line.
  ///
  /// Letters, and what follows them but for digits and the signs that begin a message list, make the word. `wysh`,
  /// `ignerr`, `local`, `global`, `our`, `pathname` and a backslash in front are s-nail's modifiers and taken off.
  public init(_ line: [UInt8]) {
    var position = 0
    var end = line.count
    func blank(_ index: Int) -> Bool { line[index] == 0x20 || line[index] == 0x09 }
    while end > 0, blank(end - 1) || line[end - 1] == 0x0a || line[end - 1] == 0x0d { end -= 1 }
    var ignoresErrors = false
    var isLocal = false
    var expandsWords = false
    var word: [UInt8] = []
    while true {
      while position < end, blank(position) { position += 1 }
      var cut = position
      if position < end, line[position] == UInt8(ascii: "\\") {
        position += 1
        cut = position
      }
      while cut < end, CommandLine.isWordByte(line[cut]) { cut += 1 }
      if cut == position, cut < end, CommandLine.isSign(line, at: cut, before: end) { cut += 1 }
      word = Array(line[position..<cut])
      position = cut
      guard position < end, blank(position), CommandLine.isModifier(word) else { break }
      if word.elementsEqual("ignerr".utf8) { ignoresErrors = true }
      if word.elementsEqual("local".utf8) { isLocal = true }
      if word.elementsEqual("wysh".utf8) { expandsWords = true }
    }
    while position < end, blank(position) { position += 1 }
    self.word = word
    self.rest = Array(line[position..<end])
    self.ignoresErrors = ignoresErrors
    self.isLocal = isLocal
    self.expandsWords = expandsWords
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") && byte < 0x80 || byte == UInt8(ascii: "_")
      || byte >= 0x80
  }

  /// Whether a sign is a command by itself here.
  private static func isSign(_ line: [UInt8], at index: Int, before end: Int) -> Bool {
    switch line[index] {
    case UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: "?"), UInt8(ascii: "="), UInt8(ascii: "#"),
      UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "}"):
      return true
    case UInt8(ascii: ":"):
      return index + 1 == end || line[index + 1] == 0x20 || line[index + 1] == 0x09
    default:
      return false
    }
  }

  private static func isModifier(_ word: [UInt8]) -> Bool {
    switch word.count {
    case 3: word.elementsEqual("our".utf8)
    case 4: word.elementsEqual("wysh".utf8)
    case 5: word.elementsEqual("local".utf8)
    case 6: word.elementsEqual("ignerr".utf8) || word.elementsEqual("global".utf8)
    case 8: word.elementsEqual("pathname".utf8)
    default: false
    }
  }
}
