import Glibc

/// User-space instructions by valgrind's cachegrind: the one figure without noise.
enum Instructions {
  private static let valgrind: String? = ["/usr/bin/valgrind", "/usr/local/bin/valgrind"].first {
    access($0, X_OK) == 0
  }

  /// Counts the instructions of the program itself, not of its children; nil without valgrind.
  static func count(_ arguments: [String], input: String, environment: [String]) -> Int? {
    guard let valgrind else { return nil }
    let log = "/tmp/mail-bench-\(getpid()).cachegrind"
    defer { unlink(log) }
    let wrapped =
      [valgrind, "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", "--log-file=\(log)"]
      + arguments
    guard ProcessRun.measure(wrapped, input: input, environment: environment) != nil,
      let file = fopen(log, "r")
    else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.contains("I   refs:") || text.contains("I refs:") else { continue }
      return Int(text.drop { $0 != ":" }.filter(\.isNumber))
    }
    return nil
  }
}
