import Glibc

/// What one finished process cost.
struct ProcessRun {
  /// User and system time in seconds, as wait4(2) tells it.
  let cpu: Double
  /// Elapsed seconds.
  let wall: Double
  /// Largest resident set in kibibytes.
  let peakKiB: Int
  let status: Int32

  /// Runs a program with its input from a file and its output thrown away.
  static func measure(_ arguments: [String], input: String, environment: [String]) -> ProcessRun? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var argv = arguments.map { strdup($0) } + [nil]
    var envp = environment.map { strdup($0) } + [nil]
    defer {
      for pointer in argv + envp { free(pointer) }
    }
    var pid = pid_t()
    let start = now()
    guard posix_spawnp(&pid, arguments[0], &actions, nil, &argv, &envp) == 0 else { return nil }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(pid, &status, 0, &usage) < 0 && errno == EINTR {}
    let wall = now() - start
    return ProcessRun(
      cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime), wall: wall, peakKiB: usage.ru_maxrss, status: status)
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}
