/// The conditions of `if`: `send`, `receive`, `terminal`, numbers, `$variables`, comparisons, `!`, `&&`, `||`, `[ ]`.
struct ConditionReader {
  private let words: [String]
  private let isSending: Bool
  private let isTerminal: Bool
  private let value: (String) -> String?

  init(words: [String], isSending: Bool, isTerminal: Bool, value: @escaping (String) -> String?) {
    self.words = words
    self.isSending = isSending
    self.isTerminal = isTerminal
    self.value = value
  }

  /// How deep brackets may stand in each other.
  private static var depthLimit: Int { 32 }

  /// Whether the condition holds.
  func read() throws(ShellError) -> Bool {
    guard !words.isEmpty else {
      throw ShellError("if: no condition", hint: "Write send, receive, terminal, or for instance $name == value.")
    }
    var index = 0
    let result = try alternatives(&index, 0)
    guard index == words.count else { throw unreadable(words[index]) }
    return result
  }

  private func alternatives(_ index: inout Int, _ depth: Int) throws(ShellError) -> Bool {
    var result = try conjunction(&index, depth)
    while index < words.count, words[index] == "||" {
      index += 1
      let right = try conjunction(&index, depth)
      result = result || right
    }
    return result
  }

  private func conjunction(_ index: inout Int, _ depth: Int) throws(ShellError) -> Bool {
    var result = try term(&index, depth)
    while index < words.count, words[index] == "&&" {
      index += 1
      let right = try term(&index, depth)
      result = result && right
    }
    return result
  }

  private func term(_ index: inout Int, _ depth: Int) throws(ShellError) -> Bool {
    guard index < words.count else { throw unreadable(words.last ?? "") }
    guard depth < Self.depthLimit else { throw unreadable(words[index]) }
    let word = words[index]
    if word == "!" {
      index += 1
      return try !term(&index, depth + 1)
    }
    if word == "[" {
      index += 1
      let result = try alternatives(&index, depth + 1)
      guard index < words.count, words[index] == "]" else { throw unreadable("[") }
      index += 1
      return result
    }
    if word == "-n" || word == "-z" || word == "-N" || word == "-Z", index + 1 < words.count {
      let operand = words[index + 1]
      index += 2
      switch word {
      case "-N": return value(operand) != nil
      case "-Z": return value(operand) == nil
      case "-n": return !expanded(operand).isEmpty
      default: return expanded(operand).isEmpty
      }
    }
    index += 1
    if index < words.count, let comparison = ConditionComparison(words[index]), index + 1 < words.count {
      let right = words[index + 1]
      index += 2
      return try comparison.holds(expanded(word), expanded(right))
    }
    return try single(word)
  }

  private func single(_ word: String) throws(ShellError) -> Bool {
    if word.utf8.first == UInt8(ascii: "$") {
      guard let text = value(variable(word)) else { return false }
      return text.isEmpty || ConditionReader.isTrue(text) ?? true
    }
    if let known = ConditionReader.isTrue(word) { return known }
    switch word.utf8.first.map({ $0 | 0x20 }) {
    case UInt8(ascii: "s"): return isSending
    case UInt8(ascii: "r"): return !isSending
    case UInt8(ascii: "t"): return isTerminal
    default: throw unreadable(word)
    }
  }

  /// A boolean word or number; nil for anything else.
  static func isTrue(_ text: String) -> Bool? {
    switch ASCIIName.lowered(text) {
    case "yes", "true", "on": true
    case "no", "false", "off": false
    default: Int(text).map { $0 != 0 }
    }
  }

  private func expanded(_ word: String) -> String {
    word.utf8.first == UInt8(ascii: "$") ? value(variable(word)) ?? "" : word
  }

  private func variable(_ word: String) -> String {
    var name = word.utf8.dropFirst()
    if name.first == UInt8(ascii: "{"), name.last == UInt8(ascii: "}") { name = name.dropFirst().dropLast() }
    return String(decoding: name, as: UTF8.self)
  }

  private func unreadable(_ word: String) -> ShellError {
    ShellError(
      "if: cannot read the condition at \(TerminalQuote.quoted(word))",
      hint: "Write send, receive, terminal, or for instance $name == value.")
  }
}
