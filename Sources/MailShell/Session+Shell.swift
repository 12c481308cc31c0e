import MailLanguage
import MailSystem

extension Session {
  /// The shell of the settings.
  var shellProgram: String { settings.string(.shell) ?? "/bin/sh" }

  /// Runs a shell command with our streams.
  ///
  /// - Returns: its exit status.
  func runShell(_ command: String) throws -> Int32 {
    try runForeground([shellProgram, "-c", command])
  }

  /// Starts the shell for a dialogue of its own.
  func runInteractiveShell() throws -> Int32 { try runForeground([shellProgram]) }

  /// Runs a program in the foreground; an interrupt meant for it is not ours, and a signal that is to end us ends it too.
  ///
  /// - Parameter variables: what its environment holds besides ours.
  /// - Returns: its exit status; that of the signal where it did not end.
  func runForeground(_ arguments: [String], adding variables: [(name: String, value: String?)] = []) throws -> Int32 {
    world.output.flush()
    let gate = world.signals.gate
    defer { gate?.discardKeys() }
    var child = try Launcher.start(arguments, changes: world.environment.overrides + variables)
    do throws(SystemError) {
      switch try child.waitInForeground(by: gate) {
      case .exited(let status): return status
      case .signalled(let signal): return 128 + signal.rawValue
      }
    } catch {
      guard error.isInterruption, let signal = gate?.peekEnding() else { throw error }
      return 128 + signal.rawValue
    }
  }
}
