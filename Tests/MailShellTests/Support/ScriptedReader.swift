import MailBytes
import MailLanguage
import MailSystem
import MailTesting

@testable import MailShell

/// A reader's session over a mailbox of the test, fed from a script; what it prints is kept.
final class ScriptedReader {
  /// Keeps what is written.
  final class Output: TextOutput {
    var bytes: [UInt8] = []
    var isTerminal: Bool { false }
    var columns: Int? { nil }
    var rows: Int? { nil }
    var isHealthy = true
    func write(_ bytes: [UInt8]) { self.bytes += bytes }
    func flush() {}
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// Hands out lines.
  final class Input: TextInput {
    private var lines: [String]
    init(_ lines: [String]) { self.lines = lines }
    var isTerminal: Bool { false }
    func readLine(prompt: String?, into output: any TextOutput) throws(SystemError) -> InputLine {
      lines.isEmpty ? .end : .line(Array(lines.removeFirst().utf8))
    }
    func read(into buffer: inout [UInt8], limit: Int) throws(SystemError) -> Int { 0 }
    func readAll(upTo limit: Int) -> (input: SpooledInput, cutOff: SpooledInput.CutOff?) { (.memory([]), nil) }
  }

  final class Clock: WorldClock {
    func now() -> Int64 { 1_772_445_600 }
    func offset(at seconds: Int64) -> Int { 0 }
    func deadline(after seconds: Int) -> Deadline { Deadline.after(seconds: seconds) }
  }

  struct NoDialer: Dialer {
    func connect(to endpoint: Endpoint, by deadline: Deadline) throws(SystemError) -> any ByteStream {
      throw SystemError(call: "connect", subject: "test", errno: 111)
    }
  }

  let folder: TemporaryDirectory
  let output = Output()
  let errors = Output()
  let session: Session
  private(set) var status = ExitStatus.success

  /// Opens `box` (or `inbox` as the system mailbox) and runs the commands.
  init(
    _ commands: [String], box: String, isSystem: Bool = false, settings: [String] = [],
    request: (inout ReadRequest) -> Void = { _ in }, prepare: (TemporaryDirectory) throws -> Void = { _ in },
    before: (Output) -> Void = { _ in }
  ) throws {
    folder = try TemporaryDirectory()
    try prepare(folder)
    try folder.write(box, to: isSystem ? "inbox" : "box")
    let home = folder.path
    let world = World(
      programName: "mail", arguments: [],
      environment: EnvironmentBlock([(name: "HOME", value: home), (name: "PATH", value: "/usr/bin:/bin")]),
      input: Input(commands), output: output, errors: errors, clock: Clock(), dialer: NoDialer(),
      charsets: IconvConverter(),
      findUser: { UserIdentity(name: "tom", fullName: "Tom", home: home, id: 1000) })
    session = Session(world: world)
    // As with -~.
    session.obeysEscapes = true
    try session.settings.assign(word: Array("MAIL=\(home)/inbox".utf8), from: .session)
    try session.settings.assign(word: Array("MBOX=\(home)/mbox".utf8), from: .session)
    for setting in settings { try session.settings.assign(word: Array(setting.utf8), from: .session) }
    var read = ReadRequest()
    read.isQuiet = true
    if !isSystem { read.folder = QuotedWord(Array("\(home)/box".utf8)) }
    request(&read)
    before(output)
    status = session.read(read)
  }

  /// What was printed, with the test's folder written as `HOME`.
  var text: String {
    var text = output.text[...]
    var result = ""
    while let range = text.firstRange(of: folder.path) {
      result += text[..<range.lowerBound] + "HOME"
      text = text[range.upperBound...]
    }
    return result + text
  }
}
