import MailLanguage

extension Command {
  /// Puts what a command prints into a variable.
  static let vput = Command(
    "vput", 4, takes: .raw, .anywhere, usage: "command variable [argument ...]",
    help: "Put what a command prints into a variable: vput vexpr sum + 1 2."
  ) { session, call in
    let words = call.raw.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: true)
    guard words.count >= 2 else { throw ShellError("vput: a command and a variable are needed") }
    let name = Array(words[1])
    let rest = words.count > 2 ? Array(words[2]) : []
    let (outcome, output) = try session.capture(Array(words[0]) + [0x20] + rest)
    session.rememberLocally(name)
    try session.settings.assign(name, output, from: session.language.origin)
    return outcome
  }

  /// Runs the line that its words make.
  static let eval = Command(
    "eval", 2, takes: .words(least: 1, most: .max), [.startup, .expands], usage: "word ...",
    help: "Put variables into the words, then run them as a command."
  ) { session, call in
    try session.execute(Array(call.strings.joined(separator: " ").utf8), in: .session)
  }
}

extension Session {
  /// Runs a line and keeps what it prints, without the last line end.
  fileprivate func capture(_ line: [UInt8]) throws -> (Outcome, [UInt8]) {
    let output = CapturedOutput()
    let before = world.output
    let isLocal = language.assignsLocally
    world.output = output
    defer {
      world.output = before
      language.assignsLocally = isLocal
    }
    let outcome = try execute(line, in: .session)
    var bytes = output.bytes
    if bytes.last == 0x0a { bytes.removeLast() }
    return (outcome, bytes)
  }
}
