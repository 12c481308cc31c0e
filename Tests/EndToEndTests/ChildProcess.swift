import Foundation

/// A child started with posix_spawn(3) and waited for with waitpid(2).
///
/// Foundation's Process also waits until every heir of the child's descriptors is gone, which servers never are.
struct ChildProcess {
  let pid: pid_t
  /// Held while a child is started and while a file is written: a child that is just being made would hold the file open
  /// for writing, and it could not be run.
  static let startLock = NSLock()

  /// Starts a program in a folder, its three streams bound to files.
  init(
    _ arguments: [String], in folder: String, environment: [String: String], input: String = "/dev/null",
    output: String = "/dev/null", errors: String = "/dev/null"
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let wrapped = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder] + arguments
    var argv = wrapped.map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      for pointer in argv + envp { free(pointer) }
    }
    var child = pid_t()
    // What this process blocks or ignores is its own affair.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    ChildProcess.resetSignals(&attributes)
    let started = Self.startLock.withLock { posix_spawn(&child, "/bin/sh", &actions, &attributes, &argv, &envp) }
    guard started == 0 else {
      throw CocoaError(.executableLoad)
    }
    pid = child
  }

  /// Lets the child begin with no signal blocked or ignored, in a session of its own where asked for.
  static func resetSignals(_ attributes: inout posix_spawnattr_t, newSession: Bool = false) {
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    // POSIX_SPAWN_SETSIGDEF, POSIX_SPAWN_SETSIGMASK, POSIX_SPAWN_SETSID
    posix_spawnattr_setflags(&attributes, 0x04 | 0x08 | (newSession ? 0x80 : 0))
  }

  /// The exit status, the negative number of the signal that ended it, or nil after so many seconds (it is killed then).
  func wait(seconds: Double) -> Int32? {
    let limit = Date(timeIntervalSinceNow: seconds)
    var status: Int32 = 0
    while waitpid(pid, &status, WNOHANG) == 0 {
      guard Date() < limit else {
        kill(pid, SIGKILL)
        waitpid(pid, &status, 0)
        return nil
      }
      usleep(2000)
    }
    return status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
  }
}
