import MailBytes
import MailSystem

/// Where printed messages go: straight out, or through a pager once the text is long enough.
///
/// Text is held back until it is known to be too long for the screen; a pager that is quit early ends the printing.
final class Pager {
  private let output: any TextOutput
  private let command: String?
  private let shell: String
  private let rowLimit: Int
  private let changes: [(name: String, value: String?)]
  private let signals: SignalSwitch?
  private var held: [UInt8] = []
  /// What the pager has got, until it has read more than a pipe holds: so long it may be one that cannot be run.
  private var fed: [UInt8]? = []
  private var counter: RowCounter
  private var child: ChildProcess?
  /// Whether the reader has had enough.
  private(set) var isClosed = false

  /// - Parameters:
  ///   - command: the pager; nil writes straight to the output.
  ///   - rowLimit: how many rows of the screen may go by without it.
  ///   - counter: what counts them.
  ///   - signals: where interrupts arrive, of which those are the pager's that come while it is open.
  init(
    output: any TextOutput, command: String?, shell: String, rowLimit: Int, counter: RowCounter,
    changes: [(name: String, value: String?)] = [], signals: SignalSwitch? = nil
  ) {
    self.output = output
    self.command = command
    self.shell = shell
    self.rowLimit = rowLimit
    self.counter = counter
    self.changes = changes
    self.signals = signals
  }

  /// Writes clean text.
  func write(_ bytes: [UInt8]) throws {
    if isClosed { return }
    guard let command else {
      output.write(bytes)
      if !output.isHealthy { isClosed = true }
      return
    }
    if child != nil { return try feed(bytes) }
    held += bytes
    counter.add(bytes)
    if counter.rows > rowLimit {
      output.flush()
      child = try Launcher.startShell(command, shell: shell, changes: changes, input: .pipe)
      let text = held
      held = []
      try feed(text)
    }
  }

  /// Writes what is held back, or waits until the reader has left the pager.
  func finish() throws {
    if child != nil {
      child?.closeInput()
      defer { child = nil }
      let outcome = try child?.waitInForeground(by: signals?.gate)
      // What the shell says of a command that it cannot find or run: nobody has seen the text.
      if let command, outcome == .exited(126) || outcome == .exited(127) {
        output.write(fed ?? [])
        output.flush()
        throw ShellError(
          "\(TerminalQuote.quoted(command)): the pager cannot be run; the text was printed without it",
          hint: "Set PAGER to one that is installed.", exitStatus: .unavailable)
      }
      // Interrupts were meant for the pager.
      signals?.gate?.discardKeys()
    } else if !held.isEmpty {
      output.write(held)
      held = []
    }
  }

  private func feed(_ bytes: [UInt8]) throws {
    fed? += bytes
    do throws(SystemError) {
      try child?.write(output.encoded(bytes).span, gate: signals?.gate, ignoringKeys: true)
      if let count = fed?.count, count > Self.pipeSize { fed = nil }
    } catch {
      guard error.isBrokenPipe || error.isInterruption else { throw error }
      isClosed = true
    }
  }

  /// More than a pipe takes that nobody reads.
  private static let pipeSize = 1 << 17
}
