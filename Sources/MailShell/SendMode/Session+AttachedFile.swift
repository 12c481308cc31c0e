import MailBytes
import MailFormat
import MailLanguage
import MailSystem

extension Session {
  /// What a path leads to, kept for reading more than once: a pipe is read to its end, a file stays where it is.
  ///
  /// - Returns: the content, and what came before its end.
  func spooledFile(_ path: String) throws(SystemError) -> (input: SpooledInput, cutOff: SpooledInput.CutOff?) {
    guard Self.isStream(path) else { return (.file(try FileContent(path: path)), nil) }
    // To open a pipe whose writer has not come yet would be a wait that no signal ends but with the program.
    let descriptor = try FileDescriptor.open(path, .read, options: .nonBlocking)
    return SpooledInput.readUntilSignal(from: descriptor, upTo: inputLimit)
  }

  /// Whether a path leads to what can be read once only: a pipe, or the terminal that is standard input.
  static func isStream(_ path: String) -> Bool {
    guard let status = try? FileSystem.status(of: path) else { return false }
    if status.kind == .pipe { return true }
    guard status.kind == .characterDevice, !status.isNullDevice else { return false }
    // Devices that never end are refused as before.
    let input = try? FileDescriptor(borrowing: 0, name: "standard input").status()
    return input?.isSameFile(as: status) ?? false
  }

  /// A file as an attachment, in the charset that was asked for.
  ///
  /// - Parameter make: makes the attachment of its content.
  /// - Returns: the attachment, and what came before its end.
  func attachment(
    _ path: String, _ charsets: AttachmentCharsets, make: (Composition.Attachment.Source) -> Composition.Attachment
  ) throws -> (Composition.Attachment, cutOff: SpooledInput.CutOff?) {
    var attachment: Composition.Attachment
    var cutOff: SpooledInput.CutOff?
    if let name = charsets.from ?? charsets.to, !isCharset(name) {
      throw ShellError(
        "cannot attach \(TerminalQuote.quoted(path)): nobody knows the charset \(TerminalQuote.quoted(name))",
        hint: "Name another behind the =, such as utf-8. Nothing was sent to anybody.", exitStatus: .dataError)
    }
    if let target = charsets.to {
      attachment = make(.content(try converted(path, from: charsets.from, to: target)))
      attachment.type = attachment.type ?? Self.textType(of: path)
      attachment.name = attachment.name ?? FileSystem.lastComponent(of: path)
      attachment.charset = ASCIIName.lowered(target)
    } else if Self.isStream(path) {
      let content: SpooledInput
      (content, cutOff) = try spooledFile(path)
      attachment = make(.spooled(content))
      // The number of a descriptor is no name.
      let isNumbered = path.hasPrefix("/dev/") || path.hasPrefix("/proc/")
      if !isNumbered { attachment.name = attachment.name ?? FileSystem.lastComponent(of: path) }
      attachment.charset = charsets.from
    } else {
      attachment = make(.file(path: path))
      attachment.charset = charsets.from
    }
    return (attachment, cutOff)
  }

  /// Whether readers can know a charset, so that a part may be labelled with it.
  private func isCharset(_ name: String) -> Bool {
    let label = CharsetLabel(name)
    return label.kind != .unlisted || world.charsets.decode([0x61], from: label.converterName) != nil
  }

  /// The content of a text file in another charset.
  private func converted(_ path: String, from source: String?, to target: String) throws -> [UInt8] {
    let (input, cutOff) = try spooledFile(path)
    if let cutOff { throw CutOffInput(cutOff, in: .attachment) }
    var bytes: [UInt8] = []
    try input.read(at: 0, limit: input.count, into: &bytes)
    let name = source ?? (UTF8Text.isValid(bytes) ? "utf-8" : foreignCharset)
    let label = CharsetLabel(name)
    // What is no text of the charset would be attached with holes in it.
    let isRead = label.kind != .utf8 || UTF8Text.isValid(bytes)
    guard isRead, let text = decoder.decode(bytes, from: label) else {
      throw ShellError(
        "cannot attach \(TerminalQuote.quoted(path)): it cannot be read as \(TerminalQuote.quoted(name))",
        hint: "Name another charset before the #. Nothing was sent to anybody.", exitStatus: .dataError)
    }
    if CharsetLabel(target).kind == .utf8 { return text }
    guard let result = world.charsets.encode(text, to: target) else {
      throw ShellError(
        "cannot attach \(TerminalQuote.quoted(path)): \(TerminalQuote.quoted(target)) cannot hold its text",
        hint: "Name another charset behind the #, such as utf-8. Nothing was sent to anybody.", exitStatus: .dataError)
    }
    return result
  }

  /// The type of a file that is converted, which is a text whatever its name says.
  private static func textType(of path: String) -> String {
    guard let type = MediaTypes().type(forFileName: path), type.hasPrefix("text/") else { return "text/plain" }
    return type
  }
}
