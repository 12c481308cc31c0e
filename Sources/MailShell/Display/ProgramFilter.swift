import MailBytes
import MailFormat
import MailLanguage
import MailSystem

/// Shows parts of one message by what the programs of `pipe-TYPE/SUBTYPE` print.
final class ProgramFilter: PartFilter {
  private let session: Session
  private let isForQuotation: Bool
  private var runs = 0

  /// A message of a thousand parts must not start a thousand programs.
  private static var mostRuns: Int { 64 }

  init(session: Session, isForQuotation: Bool) {
    self.session = session
    self.isForQuotation = isForQuotation
  }

  /// What the program prints; nil for the usual, also when the program fails.
  func render(_ part: Part, text: () -> [UInt8], content: () -> [UInt8]) -> [UInt8]? {
    guard let program = session.program(for: part), program.filters(part, inQuotation: isForQuotation) else {
      return nil
    }
    if program.isPlainText { return text() }
    guard runs < Self.mostRuns, !session.wasInterrupted() else { return nil }
    runs += 1
    do {
      return try session.output(of: program, for: part, fedWith: part.isText ? text() : content())
    } catch {
      session.report(error)
      return nil
    }
  }
}

extension Session {
  /// What `pipe-TYPE/SUBTYPE` or `pipe-EXTENSION` says about the kind of a part.
  func program(for part: Part) -> PartProgram? {
    if let value = settings.string(.pipe, suffix: part.type) { return PartProgram(value) }
    guard let name = part.fileName, let dot = name.lastIndex(of: "."),
      let value = settings.string(.pipe, suffix: ASCIIName.lowered(String(name[name.index(after: dot)...])))
    else { return nil }
    return PartProgram(value)
  }

  /// What a program prints that gets the content on standard input, or in a file where it asks for one.
  ///
  /// Nothing of the part is in the line that the shell reads. Messages of the program are not shown: they may repeat what
  /// the part holds, and would reach the terminal as it is.
  func output(of program: PartProgram, for part: Part, fedWith content: [UInt8]) throws -> [UInt8] {
    guard program.wantsFile || program.line(file: "", type: part.type).usesFile else {
      return try output(of: program, for: part, fedWith: content, file: nil)
    }
    let file = try temporaryFile(for: part, holding: content)
    return try output(of: program, for: part, fedWith: content, file: file.path)
  }

  private func output(
    of program: PartProgram, for part: Part, fedWith content: [UInt8], file: String?
  ) throws -> [UInt8] {
    world.output.flush()
    var child = try Launcher.startShell(
      program.line(file: file ?? "", type: part.type).line, shell: shellProgram,
      changes: world.environment.overrides + variables(for: part, file: program.wantsFile ? file : nil),
      input: .pipe, output: .pipe, error: .null)
    let output = try child.exchange(content, limit: Self.filterLimit, by: world.signals.gate)
    let outcome = try child.waitOrEnd(by: world.signals.gate)
    guard outcome.isSuccess || !output.isEmpty else {
      throw ShellError("\(TerminalQuote.quoted(program.command)): \(outcome.words)")
    }
    return output
  }

  /// A file of ours with the content and the ending of the part's name.
  func temporaryFile(for part: Part, holding content: [UInt8]) throws(SystemError) -> TemporaryFile {
    let name = FileName.safe(part.fileName ?? "part")
    let ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
    let file = try TemporaryFile.make(in: TemporaryFile.defaultDirectory(), prefix: "mail-", suffix: ending)
    try file.descriptor.write(content)
    return file
  }

  /// What a program is told of a part, under the names that s-nail gives it.
  func variables(for part: Part, file: String?) -> [(name: String, value: String?)] {
    let name = part.fileName.map { FileName.safe($0) } ?? ""
    return [
      (name: "MAILX_CONTENT", value: part.type), (name: "MAILX_CONTENT_EVIDENCE", value: part.type),
      (name: "MAILX_FILENAME", value: name), (name: "MAILX_FILENAME_TEMPORARY", value: file),
    ]
  }

  /// The most that is read of what a program prints.
  private static var filterLimit: Int { 64 << 20 }
}
