import MailBytes
import MailFormat
import MailLanguage
import MailStore
import MailSystem

extension Session {
  /// Appends messages to a file of messages, and notes what becomes of them here.
  ///
  /// - Parameter part: the one part of a message that is appended instead, as a message of its own; what holds more than
  ///   what was saved does not count as saved.
  /// - Returns: what was written; nil for nothing.
  @discardableResult
  func save(
    _ numbers: [Int], part: String? = nil, to word: QuotedWord, as kind: SaveKind
  ) throws -> AppendReceipt? {
    let target = try resolveFolder(word)
    guard !target.isRemote else {
      throw ShellError("\(target.name): messages can only be saved to files", exitStatus: .unavailable)
    }
    if kind == .move, try isOpenFolder(target) {
      say("\"\(word.string)\" is the open folder; nothing was moved" as TerminalText)
      return nil
    }
    let mailbox = try mailbox()
    var items: [MboxAppender.Item] = []
    for number in numbers {
      guard let state = folder?.state(of: number) else { continue }
      if let part {
        items.append(
          .composed(fromLine: try mailbox.fromLine(of: number), content: try partAsMessage(part, of: number)))
      } else if saveSelection != HeaderSelection() {
        let flags = try flags(of: number, state, as: kind) ?? mailbox.flags(of: number)
        items.append(
          .composed(fromLine: try mailbox.fromLine(of: number), content: try selectedContent(of: number, flags)))
      } else {
        items.append(.stored(mailbox, number: number, flags: try flags(of: number, state, as: kind)))
      }
    }
    let receipt = try append(items, to: appendPath(of: target), options: appendOptions())
    for number in numbers {
      touch(number)
      switch kind {
      case .save: if part == nil { insert(.saved, of: number) }
      case .copy: break
      case .move:
        insert(.saved, of: number)
        insert(.deleted, of: number)
      }
    }
    if let last = numbers.last { setDot(last) }
    if kind == .move { try delete(numbers) }
    sayWritten(target.name, receipt)
    return receipt
  }

  /// What the Status field of a message says where it is saved: a copy of one that was read in this session says so.
  private func flags(of number: Int, _ state: MessageState, as kind: SaveKind) throws -> MessageFlags? {
    switch kind {
    case .save: return state.union(.read).flagsWhenLeft
    case .copy, .move:
      let stored = try mailbox().flags(of: number)
      let now = stored.union(state.flagsWhenLeft.intersection([.read, .flagged, .answered, .draft]))
      return now == stored ? nil : now
    }
  }

  /// Tells the person that a number alone was taken for a new file, as all mail programs do, and how to say it otherwise.
  func adviseOnFile(of call: Invocation, _ receipt: AppendReceipt?) {
    guard let receipt, receipt.isNew, let file = call.operand else { return }
    if file.bytes.first == UInt8(ascii: "|"), !file.isQuoted {
      advise("\(file.string) was taken for a file, as in all older programs; for a command say pipe")
    }
    guard call.fileReadsAsMessages else { return }
    advise("\(file.string) was taken for a file; for a message say \(call.name) \(file.string) FILE")
  }

  /// Whether a name leads to the folder that is open, by whatever path or link.
  private func isOpenFolder(_ target: FolderTarget) throws -> Bool {
    guard let folder, let open = try FileSystem.status(of: folder.path),
      let named = try FileSystem.status(of: target.path)
    else { return false }
    return named.isSameFile(as: open)
  }

  /// A message with the fields that saveignore and saveretain let pass, as they are written; those of the status, which may
  /// be among them, say what it is.
  private func selectedContent(of number: Int, _ flags: MessageFlags) throws -> [UInt8] {
    var content = try content(of: number)
    let start = HeaderBlock(content).index.bodyStart
    content = StatusHeader.rewritten(Array(content[..<start]).span, status: flags) + content[start...]
    let header = HeaderBlock(content)
    var kept: [UInt8] = []
    var end = 0
    for field in header.fields {
      end = max(end, field.value.upperBound)
      guard saveSelection.shows(String(decoding: header.name(of: field), as: UTF8.self)) else { continue }
      kept += header.name(of: field) + [0x3a] + header.raw(field) + [0x0a]
    }
    var body = content[min(end, content.count)...]
    while let first = body.first, first == 0x0d { body.removeFirst() }
    if body.first == 0x0a { body.removeFirst() }
    return kept + body
  }

  /// A part as a message: one that was attached is one, others get the fields by which lists know the message.
  private func partAsMessage(_ section: String, of number: Int) throws -> [UInt8] {
    let content = try content(of: number)
    let tree = PartTree(message: content, charsets: world.charsets)
    let part = tree.parts[try index(ofPart: section, of: number, in: tree)]
    if part.kind == .message { return Array(content[part.body]) }
    guard part.parent != nil else { return content }
    let header = HeaderBlock(content)
    let known = ["from", "to", "cc", "date", "subject", "mime-version"]
    var message: [UInt8] = []
    for field in header.fields {
      let name = header.name(of: field)
      guard known.contains(ASCIIName.lowered(String(decoding: name, as: UTF8.self))) else { continue }
      message += name + [0x3a] + header.raw(field) + [0x0a]
    }
    // Of its own it has what tells what it is; anything else would be a second sender or subject.
    let own = HeaderBlock(Array(content[part.header]))
    for field in own.fields {
      let name = own.name(of: field)
      guard ASCIIName.lowered(String(decoding: name, as: UTF8.self)).hasPrefix("content-") else { continue }
      message += name + [0x3a] + own.raw(field) + [0x0a]
    }
    return message + [0x0a] + content[part.body]
  }

  /// Where in a message the part is that a list names.
  func index(ofPart section: String, of number: Int, in tree: PartTree) throws(ShellError) -> Int {
    guard let index = tree.index(ofSection: section) else {
      throw ShellError("\(number): no part \(section)", hint: "Type struct \(number) for the parts.")
    }
    return index
  }

  /// Prints what was written where, as `"name" [New file] 13/249`.
  func sayWritten(_ name: String, _ receipt: AppendReceipt) {
    let what: TerminalText = receipt.isNew ? "[New file]" : "[Appended]"
    say("\"\(name)\" \(what) \(receipt.lines)/\(receipt.bytes)" as TerminalText)
    folder?.noteCopy(in: name)
  }

  /// The file named after a person: the local part, in the folder of copies or the current one; nil where it makes no name.
  ///
  /// What somebody is called is no other folder, whatever its first sign means where a person types it, and a slash parts
  /// none.
  func file(after localPart: String) throws(ShellError) -> QuotedWord? {
    let name = FileName.safe(String(localPart.map { $0 == "/" ? "_" : $0 }), fallback: "")
    guard !name.isEmpty else { return nil }
    let folder = try copiesFolder().map { $0 + "/" } ?? ""
    return QuotedWord(Array((folder + name).utf8), isLiteral: true)
  }

  /// The file that Save and its like write, named after the author.
  func authorFile(of number: Int) throws -> QuotedWord {
    let address = try header(of: number).firstAddress(.from, using: decoder)
    var name = address?.localPart ?? ""
    if name.isEmpty { name = String(try fromLineSender(of: number)?.prefix { $0 != "@" } ?? "") }
    guard let file = try file(after: name) else {
      throw ShellError("\(number): the author's name makes no file name", hint: "Name a file: save \(number) FILE.")
    }
    return file
  }

  /// Writes the decoded texts of messages to one file, and each attachment to a file of its own beside it.
  @discardableResult
  func write(_ numbers: [Int], part: String?, to word: QuotedWord) throws -> AppendReceipt {
    let path = try expandFileName(word)
    var text: [UInt8] = []
    var attachments: [UnpackedFile] = []
    for number in numbers {
      let content = try content(of: number)
      let reader = reader(of: content, listsAttachments: false)
      if let part {
        let tree = PartTree(message: content, charsets: world.charsets)
        text += reader.content(of: try index(ofPart: part, of: number, in: tree))
        continue
      }
      // A message that is one file as a whole is what the named file gets.
      guard !reader.isOneFile else {
        text += reader.content(of: 0)
        continue
      }
      text += reader.writableText
      attachments += reader.attachedFiles
    }
    let receipt = try FileWriter.append(text, to: path)
    sayWritten(path, receipt)
    // Beside a device is no place for files: `write 1 /dev/null` is how only the attachments are saved.
    let isFile = try !path.hasPrefix("/dev/") && FileSystem.status(of: path)?.kind == .file
    let folder = isFile ? FileSystem.directory(of: path) : "."
    for attachment in attachments { try detach(attachment, into: folder) }
    for number in numbers { noteShown(number) }
    return receipt
  }
}
