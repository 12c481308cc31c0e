import Foundation

/// The built program on a pseudo-terminal of its own, as a person meets it.
final class TerminalProgram {
  private var master: Int32
  private let pid: pid_t
  private var screen: [UInt8] = []
  private var seen = 0
  private var hasEnded = false

  /// Starts the program in the home of `program`.
  init(_ program: Program, _ arguments: [String], environment: [String: String] = [:]) throws {
    var slaveDescriptor: Int32 = -1
    var masterDescriptor: Int32 = -1
    var slaveName = [CChar](repeating: 0, count: 128)
    guard openpty(&masterDescriptor, &slaveDescriptor, &slaveName, nil, nil) == 0 else {
      throw CocoaError(.fileNoSuchFile)
    }
    defer { close(slaveDescriptor) }
    master = masterDescriptor
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    let slave = slaveName
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    var variables = [
      "HOME": program.home, "MAILRC": program.file(".mailrc"), "MAIL": program.file("inbox"), "TZ": "UTC",
      "LC_ALL": "C.UTF-8", "TERM": "dumb", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "USER": NSUserName(),
      "LOGNAME": NSUserName(),
    ]
    variables.merge(environment) { _, new in new }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a new session opens becomes its controlling terminal.
    posix_spawn_file_actions_addopen(&actions, 0, slave, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    ChildProcess.resetSignals(&attributes, newSession: true)
    var argv =
      (["/bin/sh", "-c", "cd \"$HOME\" && exec \"$0\" -n \"$@\"", Program.path] + arguments).map { strdup($0) } + [nil]
    var envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      for pointer in argv + envp { free(pointer) }
    }
    var child = pid_t()
    guard posix_spawn(&child, "/bin/sh", &actions, &attributes, &argv, &envp) == 0 else {
      throw CocoaError(.executableLoad)
    }
    pid = child
  }

  deinit {
    if !hasEnded { kill(pid, SIGKILL) }
    if master >= 0 { close(master) }
  }

  /// Everything written to the screen so far, carriage returns taken out.
  var text: String { String(decoding: screen.filter { $0 != 13 }, as: UTF8.self) }

  /// Sends a signal.
  func signal(_ number: Int32) { kill(pid, number) }

  /// Sends a signal to the program and all that it has started, as the end of a session does.
  func signalGroup(_ number: Int32) { kill(-pid, number) }

  /// Closes the terminal, as when its window is closed.
  func closeTerminal() {
    close(master)
    master = -1
  }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Presses Ctrl and a letter.
  func press(control letter: Character) { send(String(UnicodeScalar(letter.asciiValue.map { $0 & 0x1f } ?? 0))) }

  /// Waits until the text appears behind what was last waited for; false when it does not within ten seconds.
  func expect(_ wanted: String, seconds: Double = 10) -> Bool {
    let limit = Date(timeIntervalSinceNow: seconds)
    let needle = Array(wanted.utf8)
    while true {
      if let found = Data(screen).range(of: Data(needle), in: seen..<screen.count) {
        seen = found.upperBound
        return true
      }
      let left = limit.timeIntervalSinceNow
      guard left > 0 else { return false }
      guard master >= 0 else { return false }
      var poller = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&poller, 1, Int32(min(left, 0.5) * 1000)) > 0 else { continue }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { return Data(screen).range(of: Data(needle), in: seen..<screen.count) != nil }
      screen += buffer.prefix(count)
    }
  }

  /// Waits for the end; nil when the program does not end within ten seconds, the negative signal when it was killed.
  func end() -> Int32? {
    for _ in 0..<1000 {
      _ = expect("\u{0}never", seconds: 0.002)
      var status: Int32 = 0
      if waitpid(pid, &status, WNOHANG) == pid {
        hasEnded = true
        return status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
      }
      usleep(10000)
    }
    return nil
  }
}
