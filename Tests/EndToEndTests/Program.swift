import Foundation

/// One run of the built program in a home of its own.
struct Program {
  /// What a run left behind.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
    /// Whether the run had to be killed because it did not end by itself.
    let hung: Bool
  }

  /// The built program: MAIL_PROGRAM, or the release build beside the sources.
  static let path: String =
    ProcessInfo.processInfo.environment["MAIL_PROGRAM"]
    ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent(".build/release/mail").path

  /// The private home of this run; removed by `cleanUp`.
  let home: String

  init(rc: [String] = []) throws {
    var template = Array((NSTemporaryDirectory() + "/mail-e2e-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { throw CocoaError(.fileWriteUnknown) }
    home = String(cString: made)
    try write(".mailrc", rc.joined(separator: "\n") + "\n")
  }

  func cleanUp() { try? FileManager.default.removeItem(atPath: home) }

  func file(_ name: String) -> String { home + "/" + name }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ data: Data) throws {
    let url = URL(fileURLWithPath: file(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try ChildProcess.startLock.withLock { try data.write(to: url) }
  }

  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: file(name)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Runs the program with its standard input, and kills it after the given number of seconds.
  func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:], seconds: Double = 60
  ) throws -> Outcome {
    try run(arguments, input: Data(input.utf8), environment: environment, seconds: seconds)
  }

  func run(
    _ arguments: [String], input: Data, environment: [String: String] = [:], seconds: Double = 60
  ) throws -> Outcome {
    var variables = [
      "HOME": home, "MAILRC": file(".mailrc"), "MAIL": file("inbox"), "TZ": "UTC", "LC_ALL": "C", "TERM": "dumb",
      "USER": NSUserName(), "LOGNAME": NSUserName(), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "TMPDIR": home,
    ]
    variables.merge(environment) { _, new in new }
    // Files rather than pipes: nothing can block, however much is written.
    try write(".stdin", input)
    let child = try ChildProcess(
      [Self.path, "-n"] + arguments, in: home, environment: variables, input: file(".stdin"), output: file(".stdout"),
      errors: file(".stderr"))
    let status = child.wait(seconds: seconds)
    return Outcome(
      status: status ?? -9, output: read(".stdout") ?? "", errors: read(".stderr") ?? "", hung: status == nil)
  }
}
