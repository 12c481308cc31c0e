/// What commands did to the states of messages, so that `undo` can take it back.
///
/// A journal: each change of a state notes what was there before, and a step is the part of the journal that one command
/// wrote, those it ran in its turn included. So whatever changes a state can be taken back, and a command that changes
/// one message of a million costs no more than that.
struct UndoHistory: Sendable {
  /// A command and where it found the folder.
  struct Place: Sendable {
    /// The command's name.
    var command: String
    /// The current message.
    var dot: Int
    /// Whether it had been shown.
    var dotWasShown: Bool
    /// The files that the command wrote messages to, which stay.
    var copies: [String] = []
  }

  private struct Note {
    var index: UInt32
    var former: MessageState
  }

  private struct Step {
    /// Where its notes begin.
    var start: Int
    var place: Place
  }

  /// How many commands can be taken back.
  static let stepLimit = 100
  /// How many changes are kept; the last command can be taken back however many it made.
  static let noteLimit = 1 << 20

  private var notes: [Note] = []
  private var steps: [Step] = []
  /// The commands that run, the innermost last.
  private var running: [Step] = []

  /// A command begins.
  mutating func begin(at place: Place) { running.append(Step(start: notes.count, place: place)) }

  /// A file was written that undo leaves as it is.
  mutating func note(copyIn name: String) {
    for index in running.indices where !running[index].place.copies.contains(name) {
      running[index].place.copies.append(name)
    }
  }

  /// A state is about to be changed.
  mutating func note(_ former: MessageState, at index: Int) {
    guard let start = running.last?.start else { return }
    // Several changes of one message by one command lead back to the first.
    if notes.count > start, let last = notes.last, last.index == UInt32(truncatingIfNeeded: index) { return }
    notes.append(Note(index: UInt32(truncatingIfNeeded: index), former: former))
  }

  /// The command has ended; nothing is to be taken back where it changed nothing, or began in another folder.
  mutating func end() {
    guard let step = running.popLast(), step.start < notes.count else { return }
    // What it ran in its turn is taken back with it.
    while let last = steps.last, last.start >= step.start { steps.removeLast() }
    steps.append(step)
    if running.isEmpty { forgetOldest() }
  }

  /// Puts back the states that the last step changed.
  ///
  /// - Returns: its command and where that found the folder; nil when there is no step.
  mutating func takeBack(in states: inout [MessageState]) -> Place? {
    guard let step = steps.popLast() else { return nil }
    for note in notes[step.start...].reversed() where states.indices.contains(Int(note.index)) {
      states[Int(note.index)] = note.former
    }
    notes.removeLast(notes.count - step.start)
    // The undo itself runs, and changes nothing that another undo should put back.
    for index in running.indices { running[index].start = min(running[index].start, notes.count) }
    return step.place
  }

  private mutating func forgetOldest() {
    var dropped = 0
    while steps.count - dropped > Self.stepLimit
      || steps.count - dropped > 1 && notes.count - steps[dropped].start > Self.noteLimit
    { dropped += 1 }
    guard dropped > 0 else { return }
    steps.removeFirst(dropped)
    let start = steps[0].start
    notes.removeFirst(start)
    for index in steps.indices { steps[index].start -= start }
  }
}
