import Foundation

extension Program {
  /// A program whose sendmail keeps its arguments in `arguments`, one a line, and its input in `message`.
  static func recording(exit status: Int = 0, rc: [String] = []) throws -> Program {
    let program = try Program()
    try program.write(
      "sendmail",
      """
      #!/bin/sh
      for word; do echo "$word"; done >>"\(program.home)/arguments"
      cat >>"\(program.home)/message"
      exit \(status)

      """)
    chmod(program.file("sendmail"), 0o755)
    let lines = ["set sendmail=\(program.home)/sendmail"] + rc
    try program.write(
      ".mailrc",
      lines.map { $0.replacingOccurrences(of: "@HOME@", with: program.home) }
        .joined(separator: "\n") + "\n")
    return program
  }

  /// The envelope recipients that the sendmail got: what stands behind `--`.
  var recipients: [String] {
    let words = (read("arguments") ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let mark = words.firstIndex(of: "--") else { return [] }
    return words[(mark + 1)...].filter { !$0.isEmpty }
  }

  /// The header of what the sendmail got, unfolded.
  var header: [String] {
    let head = (read("message") ?? "").components(separatedBy: "\n\n")[0]
    return head.replacingOccurrences(of: "\n ", with: " ").replacingOccurrences(of: "\n\t", with: " ")
      .components(separatedBy: "\n")
  }

  /// Whether nothing was handed over.
  var sentNothing: Bool { read("message") == nil && read("arguments") == nil }
}
