import CPlatform
import Glibc

/// Starts programs, without a shell unless a shell is asked for.
public enum Launcher {
  /// Where one of the standard streams of the child leads.
  public enum Redirection: Sendable, Equatable {
    /// Where ours leads.
    case inherit
    /// To nowhere.
    case null
    /// Through a pipe to or from the returned process.
    case pipe
    /// To this descriptor of ours.
    case descriptor(Int32)
  }

  /// Starts a program; a name without a slash is looked for in PATH.
  ///
  /// Signals that a gate blocks are free again in the child, and those that are ignored here are as usual.
  /// - Parameters:
  ///   - arguments: the whole argv, its first entry included.
  ///   - program: the file to run, the first argument unless told otherwise.
  ///   - changes: variables to set or, with nil, to remove in the child's environment.
  public static func start(
    _ arguments: [String], program: String? = nil, changes: [(name: String, value: String?)] = [],
    input: Redirection = .inherit, output: Redirection = .inherit, error: Redirection = .inherit
  ) throws(SystemError) -> ChildProcess {
    guard let name = program ?? arguments.first, !name.isEmpty else {
      throw SystemError(call: "posix_spawn", subject: "command", errno: ENOENT, detail: "empty command")
    }
    let plumbing = try Plumbing(input: input, output: output, error: error, name: name)
    var environment = changes.isEmpty ? nil : Environment.all()
    for change in changes {
      let start = change.name + "="
      environment?.removeAll { $0.utf8.starts(with: start.utf8) }
      if let value = change.value { environment?.append(start + value) }
    }
    var process: pid_t = 0
    let packedArguments = PackedStrings.pack(arguments)
    let packedEnvironment = environment.map(PackedStrings.pack) ?? []
    let result = unsafe packedArguments.withUnsafeBufferPointer { argv in
      unsafe packedEnvironment.withUnsafeBufferPointer { envp in
        unsafe name.withSystemString { file in
          unsafe cp_spawn(
            &process, file, argv.baseAddress, argv.count, environment == nil ? nil : envp.baseAddress, envp.count,
            plumbing.childInput, plumbing.childOutput, plumbing.childError)
        }
      }
    }
    guard result == 0 else {
      plumbing.closeAll()
      throw SystemError(call: "posix_spawn", subject: name, errno: result)
    }
    plumbing.closeChildEnds()
    return ChildProcess(id: process, name: name, plumbing: plumbing)
  }

  /// Runs a program to its end.
  public static func run(
    _ arguments: [String], program: String? = nil, changes: [(name: String, value: String?)] = [],
    input: Redirection = .inherit, output: Redirection = .inherit, error: Redirection = .inherit
  ) throws(SystemError) -> ChildOutcome {
    var child = try start(
      arguments, program: program, changes: changes, input: input, output: output, error: error)
    return try child.wait()
  }

  /// Starts a command of the person's own with the shell (`SHELL` of the settings, else /bin/sh).
  public static func startShell(
    _ command: String, shell: String = "/bin/sh", changes: [(name: String, value: String?)] = [],
    input: Redirection = .inherit, output: Redirection = .inherit, error: Redirection = .inherit
  ) throws(SystemError) -> ChildProcess {
    try start(
      [shell, "-c", command], changes: changes, input: input, output: output, error: error)
  }

  /// Runs a command of the person's own with the shell to its end.
  public static func runShell(
    _ command: String, shell: String = "/bin/sh", changes: [(name: String, value: String?)] = [],
    input: Redirection = .inherit, output: Redirection = .inherit, error: Redirection = .inherit
  ) throws(SystemError) -> ChildOutcome {
    var child = try startShell(command, shell: shell, changes: changes, input: input, output: output, error: error)
    return try child.wait()
  }

  /// The file a command name stands for: itself with a slash, else the first executable in PATH.
  public static func find(_ name: String) -> String? {
    if name.utf8.contains(UInt8(ascii: "/")) { return FileSystem.isExecutable(name) ? name : nil }
    let path = Environment.value(of: "PATH") ?? "/usr/bin:/bin"
    for folder in path.utf8.split(separator: UInt8(ascii: ":")) {
      let file = String(decoding: folder, as: UTF8.self) + "/" + name
      if FileSystem.isExecutable(file), !FileSystem.isDirectory(file) { return file }
    }
    return nil
  }
}
