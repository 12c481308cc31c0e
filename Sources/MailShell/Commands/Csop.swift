import MailBytes
import MailLanguage

extension Command {
  /// Works on the bytes of texts.
  static let csop = Command(
    "csop", 2, takes: .words(least: 2, most: 4), [.startup, .expands], usage: "operation text [argument ...]",
    help: "Work on the bytes of a text: length, hash32, find, substring, trim, trim-front, trim-end."
  ) { session, call in
    let words = call.words.map(\.bytes)
    let text = words[1]
    switch String(decoding: words[0], as: UTF8.self) {
    case "length": session.say(String(text.count))
    case "hash", "hash32":
      var hash: UInt32 = 0
      for byte in text { hash = hash &* 33 &+ UInt32(byte) }
      session.say(String(hash))
    case "find", "find?", "find?case":
      guard words.count == 3 else { throw ShellError("csop: find: two texts are needed") }
      let folds = words[0].count > 4
      let (whole, part) = folds ? (text.map(lowered), words[2].map(lowered)) : (text, words[2])
      guard let place = Kernels.firstIndex(ofSequence: part.span, in: whole.span) else {
        session.say("-1")
        return .failed
      }
      session.say(String(place))
    case "substring":
      var start = words.count > 2 ? Int(String(decoding: words[2], as: UTF8.self)) ?? 0 : 0
      if start < 0 { start = max(0, text.count + start) }
      start = min(start, text.count)
      var length = words.count > 3 ? Int(String(decoding: words[3], as: UTF8.self)) ?? 0 : text.count - start
      if length < 0 { length = max(0, text.count - start + length) }
      session.say(String(decoding: text[start..<(start + min(length, text.count - start))], as: UTF8.self))
    case "trim": session.say(String(decoding: Blanks.trim(text), as: UTF8.self))
    case "trim-front": session.say(String(decoding: text.drop { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self))
    case "trim-end":
      var rest = text
      while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
      session.say(String(decoding: rest, as: UTF8.self))
    default:
      throw ShellError(
        "csop: unknown operation \(TerminalQuote.quoted(call.strings[0]))",
        hint: "Use length, hash32, find, substring, trim, trim-front or trim-end.")
    }
    return .done
  }
}

/// The letter in lower case, ASCII alone.
private func lowered(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte }
