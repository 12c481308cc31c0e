import MailBytes
import MailFormat
import MailLanguage
import MailSystem

/// Where the text of a message comes from that the command line asks for: standard input, files, options.
extension Session {
  /// Puts what stands before the text in its place: `-q`, `--body`, `-m`.
  func begin(_ composition: inout Composition, _ options: ParsedOptions) throws {
    takeOptionText(into: &composition, options)
    if let name = options.last(.bodyFile) {
      let path = try expandFileName(String(keeping: name))
      try takeText(of: path, into: &composition)
      if composition.bodyType == nil { composition.bodyType = MediaTypes().type(forFileName: path) }
    }
    if let name = options.last(.html), !name.elementsEqual("auto".utf8) {
      try takeHTML(of: String(keeping: name), into: &composition)
    }
    composition.isMarkdown = options.has(.markdown)
    guard let name = options.last(.quoteFile) else { return }
    if name == [UInt8(ascii: "-")] { return }
    let path = try expandFileName(String(keeping: name))
    try takeText(of: path, into: &composition)
  }

  private func takeOptionText(into composition: inout Composition, _ options: ParsedOptions) {
    if let text = options.last(.bodyText) { composition.body = .memory(text.last == 0x0a ? text : text + [0x0a]) }
  }

  private func takeText(of path: String, into composition: inout Composition) throws {
    let cutOff: SpooledInput.CutOff?
    (composition.body, cutOff) = try spooledFile(path)
    if let cutOff { throw CutOffInput(cutOff) }
  }

  /// Adds what is there of standard input, in a run that a signal is ending, where the rest of the message came from
  /// elsewhere: who piped it has it no more.
  func takeAvailableInput(into composition: inout Composition, _ options: ParsedOptions) {
    if composition.body.count == 0 { takeOptionText(into: &composition, options) }
    guard !world.input.isTerminal else { return }
    let rest = world.input.readAvailable()
    guard rest.count > 0 else { return }
    if composition.attachesInput {
      for index in composition.attachments.indices {
        if case .input = composition.attachments[index].source {
          composition.attachments[index].source = .spooled(rest)
        }
      }
    } else {
      composition.body = (try? .joined(composition.body, rest)) ?? rest
    }
  }

  /// Reads what is piped in to its place in the message.
  func readInput(into composition: inout Composition, _ options: ParsedOptions) throws {
    if composition.attachesInput {
      try takeInput(into: &composition)
    } else if !options.has(.bodyFile), composition.richBody == nil {
      try readBody(into: &composition)
    }
  }

  /// Reads what is piped in for keeping it alone, in a run that sends nothing whatever it holds.
  ///
  /// Of a text without an end it takes no more than a message may reasonably have; what is cut off is told.
  ///
  /// - Returns: whether it is all.
  func readInputToKeep(into composition: inout Composition, _ options: ParsedOptions) -> Bool {
    inputLimit = Self.mostKept
    do { try readInput(into: &composition, options) } catch {
      tellOfCutOff(error)
      return false
    }
    return true
  }

  /// Tells why what is kept of a message is not all of it; the run has told already why it ends.
  func tellOfCutOff(_ error: any Error) {
    guard let error = error as? CutOffInput else { return }
    if error.signal == nil { warn(error.wholeSummary) }
  }

  /// More than servers take, and little enough to fill no disk.
  static var mostKept: Int { 1 << 26 }

  /// Takes standard input as the text, behind what `-q` put there.
  func readBody(into composition: inout Composition) throws {
    let (rest, cutOff) = world.input.readAll(upTo: inputLimit)
    do throws(SystemError) { composition.body = try .joined(composition.body, rest) } catch {
      // The file in front is still where it was; what was piped in is nowhere else.
      if rest.count > 0 { composition.body = rest }
      throw CutOffInput(.failure(error))
    }
    if let cutOff { throw CutOffInput(cutOff) }
  }

  /// Standard input as an attachment, for `-A -`.
  func takeInput(into composition: inout Composition) throws {
    let (input, cutOff) = world.input.readAll(upTo: inputLimit)
    for index in composition.attachments.indices {
      if case .input = composition.attachments[index].source { composition.attachments[index].source = .spooled(input) }
    }
    if let cutOff { throw CutOffInput(cutOff, in: .attachment) }
  }

  /// Takes a file in HTML, or standard input for `-`, as the text in two forms.
  private func takeHTML(of name: String, into composition: inout Composition) throws {
    let html = HTMLText(session: self)
    guard name == "-" else {
      composition.richBody = try html.body(of: name)
      return
    }
    let plain = composition
    composition.bodyType = "text/html"
    composition.body = .memory([])
    try readBody(into: &composition)
    let text = try composition.text()
    composition = plain
    composition.richBody = try html.body(text, imagesIn: ".")
  }

  /// Says so when there is input behind the line that ended the text, for it is not sent.
  func tellOfUnreadInput() {
    guard !world.input.isTerminal, world.input.hasInput else { return }
    var rest: [UInt8] = []
    guard let count = try? world.input.read(into: &rest, limit: 1), count > 0 else { return }
    world.output.flush()
    world.errors.write("\(world.programName): input behind the end of the text was not read and is not sent\n")
  }
}
