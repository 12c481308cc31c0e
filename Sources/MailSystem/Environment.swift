import CPlatform
import Glibc

/// The environment and the end of the process.
public enum Environment {
  /// The value of a variable, nil when it is not set.
  public static func value(of name: String) -> String? {
    guard let value = unsafe name.withCString({ unsafe getenv($0) }) else { return nil }
    return unsafe String(system: value)
  }

  /// The path that the process was started by; nil where it was given none.
  public static func programPath() -> [UInt8]? { argument(0) }

  /// The arguments behind the program's name, byte by byte as they were given.
  public static func arguments() -> [[UInt8]] {
    var result: [[UInt8]] = []
    while let argument = argument(result.count + 1) { result.append(argument) }
    return result
  }

  private static func argument(_ index: Int) -> [UInt8]? {
    guard index < Int(CommandLine.argc), let argument = unsafe CommandLine.unsafeArgv[index] else { return nil }
    return unsafe [UInt8](UnsafeRawBufferPointer(start: argument, count: strlen(argument)))
  }

  /// All variables as `NAME=value`.
  public static func all() -> [String] {
    var entries: [String] = []
    guard var next = unsafe cp_environment() else { return entries }
    while let entry = unsafe next.pointee {
      unsafe entries.append(String(system: entry))
      unsafe next += 1
    }
    return entries
  }

  /// Sets a variable for this process and its children; nil removes it.
  public static func set(_ name: String, to value: String?) {
    _ = unsafe name.withCString { name in
      guard let value else { return unsafe unsetenv(name) }
      return unsafe value.withSystemString { unsafe setenv(name, $0, 1) }
    }
    if name == "TZ" { tzset() }
  }

  /// Puts something harmless where standard input, output or error is closed, so that no file is opened in its place.
  ///
  /// Input is at its end then; writing fails, so that what could not be written is still told by the exit status.
  public static func occupyStandardStreams() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
      _ = unsafe Glibc.open("/dev/null", O_RDONLY)
    }
  }

  /// Ends the process at once; buffers must have been flushed.
  public static func exit(_ status: Int32) -> Never { _exit(status) }

  /// The number of this process.
  public static var processID: Int32 { getpid() }
}
