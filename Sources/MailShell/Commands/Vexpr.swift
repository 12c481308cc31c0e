import MailBytes
import MailLanguage
import MailSystem

extension Command {
  /// Calculates.
  static let vexpr = Command(
    "vexpr", 3, takes: .words(least: 1, most: .max), [.startup, .expands], usage: "operation [argument ...]",
    help: "Calculate with whole numbers (= ~ + - * / % | & ^ << >> >>> pbase), match (regex), or tell epoch, "
      + "date-utc, date-stamp-utc, random, file-expand, makeprint."
  ) { session, call in
    let words = call.strings
    switch words[0] {
    case "epoch":
      session.say("epoch_sec=\(session.world.clock.now()) epoch_nsec=0")
    case "date-utc":
      let date = CivilMoment(session.world.clock.now())
      session.say(
        "dutc_year=\(date.year) dutc_month=\(date.two(date.month)) dutc_day=\(date.two(date.day))"
          + " dutc_hour=\(date.two(date.hour)) dutc_min=\(date.two(date.minute)) dutc_sec=\(date.two(date.second))")
    case "date-stamp-utc": session.say(CivilMoment(session.world.clock.now()).stamp)
    case "random":
      let count = words.count > 1 ? Int(words[1]) ?? -1 : 0
      guard (0...1024).contains(count) else { throw ShellError("vexpr: random: a length of 0 to 1024 is needed") }
      session.say(RandomBytes.name(count == 0 ? 255 : count))
    case "file-expand": session.say(try session.expandFileName(words.dropFirst().joined(separator: " ")))
    case "makeprint": session.say(words.dropFirst().joined(separator: " "))
    case "regex", "regex?", "regex?case": return try session.matchExpression(words)
    default:
      guard let answer = IntegerExpression(words).value() else {
        session.say("-1")
        throw ShellError(
          "vexpr: cannot calculate: \(TerminalQuote.quoted(words.joined(separator: " ")))",
          hint: "Write for instance vexpr + 1 2, or vexpr pbase 16 255.")
      }
      session.say(answer)
    }
    return .done
  }
}

extension Session {
  /// The place of a match, or the replacement with its groups put in.
  fileprivate func matchExpression(_ words: [String]) throws -> Outcome {
    guard words.count == 3 || words.count == 4 else {
      throw ShellError("vexpr: regex: a text and a pattern are needed")
    }
    guard let expression = RegularExpression(Array(words[2].utf8), ignoringCase: words[0].utf8.count > 5) else {
      throw ShellError("vexpr: no regular expression: \(TerminalQuote.quoted(words[2]))")
    }
    let text = Array(words[1].utf8)
    guard let groups = expression.firstMatch(in: text), let whole = groups[0] else {
      say(words.count == 4 ? "" : "-1")
      return .failed
    }
    guard words.count == 4 else {
      say(String(whole.lowerBound))
      return .done
    }
    let replaced = WordExpander.text(Array(words[3].utf8)) { name in
      guard let number = Int(String(decoding: name, as: UTF8.self)), groups.indices.contains(number),
        let range = groups[number]
      else { return nil }
      return [Array(text[range])]
    }
    say(String(decoding: text[..<whole.lowerBound] + replaced + text[whole.upperBound...], as: UTF8.self))
    return .done
  }
}
