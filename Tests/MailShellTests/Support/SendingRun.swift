import MailBytes
import MailSystem
import MailTesting

@testable import MailShell

/// One run of the program that sends, from its arguments to its exit status; `mta=test:` keeps what would go out.
final class SendingRun {
  /// Hands out bytes, or lines when they are asked for.
  final class Input: TextInput {
    private var bytes: [UInt8]
    private let marksInterrupts: Bool
    private let signal: Signal?
    private let failure: SystemError?
    private let edits: Bool
    let isTerminal: Bool
    init(
      _ text: [UInt8], isTerminal: Bool, signal: Signal?, failure: SystemError? = nil, edits: Bool = false
    ) {
      self.edits = edits
      self.failure = failure
      bytes = text
      self.signal = signal
      self.isTerminal = isTerminal
      marksInterrupts = isTerminal
    }
    /// A line of the one character ^C is an interrupt.
    func readLine(prompt: String?, into output: any TextOutput) throws(SystemError) -> InputLine {
      if let prompt { output.write(prompt) }
      guard !bytes.isEmpty else { return .end }
      guard let end = bytes.firstIndex(of: 0x0a) else {
        defer { bytes = [] }
        return .lastLine(bytes)
      }
      let line = Array(bytes[..<end])
      bytes.removeFirst(end + 1)
      return marksInterrupts && line == [3] ? interrupted(by: .interrupt, output: output) : .line(line)
    }
    /// An editor that can add to the text, and behind ^U put another in its place.
    func editLine(_ text: String, prompt: String, into output: any TextOutput) throws(SystemError) -> InputLine? {
      guard edits else { return nil }
      output.write("\(prompt)[\(text)]\n")
      guard case .line(let line) = try readLine(prompt: nil, into: output) else { return .end }
      return .line(line.first == 0x15 ? Array(line.dropFirst()) : Array(text.utf8) + line)
    }
    func read(into buffer: inout [UInt8], limit: Int) throws(SystemError) -> Int {
      let count = min(limit, bytes.count)
      buffer += bytes[..<count]
      bytes.removeFirst(count)
      return count
    }
    func readAll(upTo limit: Int) -> (input: SpooledInput, cutOff: SpooledInput.CutOff?) {
      defer { bytes = [] }
      if let failure { return (.memory(bytes), .failure(failure)) }
      if bytes.count > limit { return (.memory(Array(bytes[..<limit])), .limit(limit)) }
      return (.memory(bytes), signal.map { .signal($0) })
    }
  }

  let folder: TemporaryDirectory
  let output = ScriptedReader.Output()
  let errors = ScriptedReader.Output()
  let status: Int32

  /// Runs the program; `HOME` in arguments, lines and text stands for the folder of the run.
  init(
    _ arguments: [String], rc: [String] = [], input: String = "hello\n", isTerminal: Bool = false,
    environment: [(name: String, value: String)] = [], files: [(name: String, text: String)] = [],
    usesTestTransport: Bool = true, signal: Signal? = nil, failure: SystemError? = nil,
    edits: Bool = false
  ) throws {
    let folder = try TemporaryDirectory()
    self.folder = folder
    func placed(_ text: String) -> String { text.replacing("@HOME@", with: folder.path) }
    var lines = usesTestTransport ? ["set mta=test:\(folder.path)/sent"] : []
    lines += rc.map(placed)
    _ = try folder.write(lines.joined(separator: "\n") + "\n", to: ".mailrc")
    for file in files {
      if let slash = file.name.lastIndex(of: "/") {
        try FileSystem.makeDirectories(folder.file(String(file.name[..<slash])), mode: 0o700)
      }
      _ = try folder.write(placed(file.text), to: file.name)
    }
    let home = folder.path
    let world = World(
      programName: "mail", arguments: (["-n"] + arguments).map { placed($0).keptBytes },
      environment: EnvironmentBlock(
        [(name: "HOME", value: home), (name: "PATH", value: "/usr/bin:/bin")]
          + environment.map { (name: $0.name, value: placed($0.value)) }),
      input: Input(
        placed(input).keptBytes, isTerminal: isTerminal, signal: signal, failure: failure, edits: edits),
      output: output,
      errors: errors,
      clock: ScriptedReader.Clock(), dialer: ScriptedReader.NoDialer(), charsets: IconvConverter(),
      findUser: { UserIdentity(name: "tom", fullName: "Tom Cat", home: home, id: 1000) })
    status = Startup.run(in: world).rawValue
  }

  /// What went out, nil for nothing.
  var sent: String? { folder.text(of: "sent") }
  /// What was kept because it did not go out.
  var deadLetter: String? { folder.text(of: "dead.letter") }

  /// The value of a field of what went out.
  func field(_ name: String) -> String? {
    var value: String?
    for line in (sent ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty { return value }
      if value != nil {
        guard line.first == " " || line.first == "\t" else { return value }
        value? += line
      } else if line.hasPrefix(name + ": ") {
        value = String(line.dropFirst(name.count + 2))
      }
    }
    return value
  }

  /// The text of what went out.
  var body: String? {
    guard let sent, let gap = sent.firstRange(of: "\n\n") else { return nil }
    return String(sent[gap.upperBound...])
  }
}
