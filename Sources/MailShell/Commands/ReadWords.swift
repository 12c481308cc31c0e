import MailLanguage
import MailSystem

extension Command {
  private static func reading(
    _ name: String, _ shortest: Int, most: Int, help: String,
    _ split: @escaping @Sendable (_ text: [UInt8], _ separators: [UInt8], _ count: Int) -> [[UInt8]]
  ) -> Command {
    Command(
      name, shortest, takes: .words(least: 1, most: most), [.startup, .expands], usage: "variable ...",
      help: help
    ) { session, call in
      var text: [UInt8] = []
      var isFound = false
      reading: while true {
        switch try session.world.input.readLine(prompt: nil, into: session.world.output) {
        case .line(let line), .lastLine(let line):
          isFound = true
          text += line
          guard most == 1 else { break reading }
          text.append(0x0a)
        case .end, .interrupted: break reading
        }
      }
      let separators = session.settings.bytes(.ifs) ?? [0x20, 0x09, 0x0a]
      let parts = split(text, separators, call.words.count)
      for (index, name) in call.words.enumerated() {
        let value = parts.indices.contains(index) ? parts[index] : []
        session.rememberLocally(name.bytes)
        try session.settings.assign(name.bytes, value, from: session.language.origin)
      }
      return isFound ? .done : .failed
    }
  }

  /// Reads a line into variables.
  static let read = reading("read", 3, most: 100, help: "Read a line and cut it into variables, as ifs says.") {
    text, separators, count in
    cut(text, at: separators, into: count)
  }

  /// Reads a line in the quoting of the shell into variables.
  static let readsh = reading("readsh", 5, most: 100, help: "Read a line in the quoting of the shell into variables.") {
    text, _, count in
    let words = WordLexer.words(text).map(\.bytes)
    guard words.count > count, count > 0 else { return words }
    return Array(words[..<(count - 1)]) + [Array(words[(count - 1)...].joined(separator: [0x20]))]
  }

  /// Reads everything into a variable.
  static let readall = reading("readall", 5, most: 1, help: "Read everything up to the end of input into a variable.") {
    text, _, _ in
    [text]
  }
}

/// The fields of a line; the last takes what is left.
private func cut(_ text: [UInt8], at separators: [UInt8], into count: Int) -> [[UInt8]] {
  var rest = text[...]
  var fields: [[UInt8]] = []
  while fields.count < count {
    while let first = rest.first, first == 0x20 || first == 0x09, separators.contains(first) { rest.removeFirst() }
    if fields.count == count - 1 {
      while let last = rest.last, last == 0x20 || last == 0x09, separators.contains(last) { rest.removeLast() }
      fields.append(Array(rest))
      break
    }
    let end = rest.firstIndex { separators.contains($0) } ?? rest.endIndex
    fields.append(Array(rest[..<end]))
    rest = rest[end...].dropFirst()
  }
  return fields
}
