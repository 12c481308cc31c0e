import MailBytes
import MailFormat
import MailSystem

/// What a search looks for in a text, case disregarded: a piece of it, or what a regular expression describes.
enum TextPattern {
  case text(TextNeedle)
  case expression(RegularExpression, hasForeignLetters: Bool)

  /// Takes a piece of text.
  init(_ text: [UInt8]) { self = .text(TextNeedle(text)) }

  /// Reads a regular expression.
  init(expression: [UInt8]) throws(ShellError) {
    guard let compiled = RegularExpression(Self.folded(expression), ignoringCase: true) else {
      throw ShellError(
        "no regular expression: \(TerminalQuote.quoted(String(decoding: expression, as: UTF8.self)))",
        hint: "Put a backslash before a sign that means itself.", exitStatus: .usage)
    }
    self = .expression(compiled, hasForeignLetters: expression.contains { $0 >= 0x80 })
  }

  /// Whether the UTF-8 text holds it; an expression is matched line by line, as `^` and `$` are meant.
  func isFound(in text: [UInt8]) -> Bool {
    switch self {
    case .text(let needle): return needle.isFound(in: text)
    case .expression(let expression, let hasForeignLetters):
      // The library folds the letters of ASCII alone, since its locale is that of C.
      let text = hasForeignLetters ? CaseFolding.fold(text) : text
      return text.split(separator: 0x0a, omittingEmptySubsequences: false).contains {
        expression.firstMatch(in: Array($0)) != nil
      }
    }
  }

  /// An expression with its letters beyond ASCII folded; those of ASCII may be part of its syntax.
  private static func folded(_ expression: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = expression[...]
    while let first = rest.first {
      let isForeign = first >= 0x80
      let run = rest.prefix { ($0 >= 0x80) == isForeign }
      result += isForeign ? CaseFolding.fold(Array(run)) : Array(run)
      rest = rest.dropFirst(run.count)
    }
    return result
  }
}
