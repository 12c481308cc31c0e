import MailBytes

/// Tells at a terminal how far something is that takes more than a second; says nothing before.
struct ProgressLine {
  private let what: StaticString
  private let total: Int
  private let world: World
  private let begin: Int64
  private var lastShown: Int64
  private var isShown = false

  /// Begins to count.
  init(_ what: StaticString, total: Int, world: World) {
    self.what = what
    self.total = total
    self.world = world
    begin = world.clock.now()
    lastShown = begin
  }

  /// So much is done; at most one line a second is written.
  mutating func update(_ done: Int) {
    guard done & 0xff == 0, world.output.isTerminal else { return }
    let now = world.clock.now()
    guard now > begin + 1, now != lastShown else { return }
    lastShown = now
    isShown = true
    var line: TerminalText = "\r"
    line.append(what)
    line += " \(done)/\(total)"
    world.output.write(line.bytes)
    world.output.flush()
  }

  /// Takes the line away again.
  func finish() {
    guard isShown else { return }
    world.output.write(("\r\u{1b}[K" as TerminalText).bytes)
    world.output.flush()
  }
}
