import MailBytes
import MailLanguage
import MailSystem

extension Command {
  /// Runs the commands of a file.
  static let source = Command(
    "source", 2, takes: .fileName, .anywhere, usage: "file | \"command |\"",
    help: "Run the commands of a file, or those that a shell command prints."
  ) { session, call in
    guard let operand = call.operand, !operand.bytes.isEmpty else {
      throw ShellError("source: no file name", hint: "Write source FILE.")
    }
    if operand.bytes.last == UInt8(ascii: "|") {
      let command = Blanks.trim(Array(operand.bytes.dropLast()))
      guard !command.isEmpty else { throw ShellError("source: no command before the |") }
      return try session.runOutput(of: String(decoding: command, as: UTF8.self))
    }
    let path = try session.expandFileName(operand)
    return try session.runFile(path, isStartup: false, mayBeMissing: false)
  }

  /// Runs the commands of a file where there is one.
  static let sourceIf = Command(
    "source_if", 7, takes: .fileName, .anywhere, usage: "file", help: "Run the commands of a file if it exists."
  ) { session, call in
    guard let operand = call.operand, !operand.bytes.isEmpty else { return .done }
    return try session.runFile(try session.expandFileName(operand), isStartup: false, mayBeMissing: true)
  }
}
