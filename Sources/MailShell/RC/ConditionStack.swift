/// The open `if`s of the line that is running, innermost last.
public struct ConditionStack: Sendable {
  private struct Frame: Sendable {
    /// Whether the lines of the present branch run.
    var isActive: Bool
    /// Whether a branch of this `if` has run already, so that no other may.
    var isSettled: Bool
    /// Whether `else` was seen.
    var hasElse: Bool
    /// The line of the `if` in its file; 0 where there is none.
    var line: Int
  }

  private var frames: [Frame] = []

  /// Nothing open.
  public init() {}

  /// How many are open.
  public var depth: Int { frames.count }

  /// Whether commands are passed over at present.
  public var isSwitchedOff: Bool {
    guard let last = frames.last else { return false }
    return !last.isActive
  }

  /// The lines of the `if`s that were opened above a depth and are open still.
  func openLines(above depth: Int) -> [Int] { frames.dropFirst(depth).map(\.line) }

  /// Opens an `if`; the condition is asked for only where its answer matters.
  mutating func begin(line: Int = 0, _ condition: () throws(ShellError) -> Bool) throws(ShellError) {
    if isSwitchedOff {
      frames.append(Frame(isActive: false, isSettled: true, hasElse: false, line: line))
      return
    }
    // A condition that cannot be read leaves all branches out, so that `endif` still has its `if`.
    frames.append(Frame(isActive: false, isSettled: true, hasElse: false, line: line))
    let holds = try condition()
    frames[frames.count - 1] = Frame(isActive: holds, isSettled: holds, hasElse: false, line: line)
  }

  /// Comes to an `elif`.
  mutating func alternative(_ condition: () throws(ShellError) -> Bool) throws(ShellError) {
    guard var frame = frames.last, !frame.hasElse else { throw Self.misplaced("elif") }
    let mayRun = !frame.isSettled
    frame.isActive = false
    // Here too a condition that cannot be read leaves the branches that follow out.
    frame.isSettled = true
    frames[frames.count - 1] = frame
    guard mayRun else { return }
    let holds = try condition()
    frames[frames.count - 1].isActive = holds
    frames[frames.count - 1].isSettled = holds
  }

  /// Comes to an `else`.
  mutating func otherwise() throws(ShellError) {
    guard var frame = frames.last, !frame.hasElse else { throw Self.misplaced("else") }
    frame.isActive = !frame.isSettled
    frame.isSettled = true
    frame.hasElse = true
    frames[frames.count - 1] = frame
  }

  /// Comes to an `endif`.
  mutating func end() throws(ShellError) {
    guard !frames.isEmpty else { throw Self.misplaced("endif") }
    frames.removeLast()
  }

  /// Closes what a file left open.
  mutating func unwind(to depth: Int) {
    if frames.count > depth { frames.removeLast(frames.count - depth) }
  }

  private static func misplaced(_ word: String) -> ShellError {
    ShellError("\(word) without if", hint: "Each if takes elif, then at most one else, then endif.")
  }
}
