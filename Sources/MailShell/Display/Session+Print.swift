import MailBytes
import MailFormat
import MailLanguage
import MailStore

extension Session {
  /// Prints messages one after the other; each becomes the current one and counts as read.
  func printMessages(_ numbers: [Int], with style: PrintStyle) throws {
    if printsJSON {
      for number in numbers {
        try writeJSON(of: number, withParts: true)
        noteShown(number)
      }
      return
    }
    let pager = makePager(alwaysPages: style.alwaysPages)
    defer { try? pager.finish() }
    for number in numbers {
      if wasInterrupted() || pager.isClosed { break }
      setDot(number)
      if style.part == nil, let message = try LongMessage(number, in: self, isRaw: style.isRaw) {
        noteShown(number)
        try printPieces(of: message, number, with: style, to: pager)
      } else {
        let text = try messageText(of: number, with: style)
        noteShown(number)
        try pager.write(text.bytes)
      }
    }
    try pager.finish()
  }

  /// The message was shown: it is the current one, read, and `next` goes on behind it.
  func noteShown(_ number: Int) {
    setDot(number)
    touch(number)
    folder?.dotWasShown = true
  }

  /// A message as print shows it, safe for a terminal.
  func messageText(of number: Int, with style: PrintStyle) throws -> TerminalText {
    var text = messageLine(number)
    let content = try style.isRaw ? mailbox().content(of: number) : content(of: number)
    if let part = style.part {
      text.append(try partText(of: content, part: part, number: number, isRaw: style.isRaw))
      return text
    }
    var body = try heading(of: number, content, with: style)
    body.append(cleaningLines: (style.isRaw ? content : readableText(of: content, by: .display)).span)
    if let limit = style.lineLimit {
      if settings.flag(.topsqueeze) { body = squeezed(body) }
      body = body.firstLines(limit)
    }
    text += body
    if text.bytes.last != 0x0a { text += "\n" }
    if !text.endsWithEmptyLine { text += "\n" }
    return text
  }

  /// The line in front of each message.
  func messageLine(_ number: Int) -> TerminalText { palette.messageLine("Message \(number, width: 2):") + "\n" }

  /// What stands above the text of a message: the envelope where it is wanted, and the header.
  ///
  /// - Parameter head: the message, at least up to its body.
  func heading(of number: Int, _ head: [UInt8], with style: PrintStyle) throws -> TerminalText {
    let fromLine = try mailbox().fromLine(of: number)
    let selection = style.fields == .top ? topSelection ?? typeSelection : typeSelection
    var text = TerminalText()
    let showsEnvelope = style.fields == .all || selection.retained.isEmpty || settings.flag(.showenvelope)
    if !fromLine.isEmpty && showsEnvelope { text += "\(fromLine)\n" }
    if !style.isRaw {
      text += headerText(of: head, style.fields == .all ? nil : selection, isForPeople: true)
      text += "\n"
    }
    return text
  }

  /// A text without its empty and quoted lines, but for the one between header and body.
  func squeezed(_ text: TerminalText) -> TerminalText {
    let leaders = settings.bytes(.quoteChars) ?? Array(">|}:".utf8)
    var kept: [UInt8] = []
    var isInBody = false
    for line in text.bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
      if isInBody, line.isEmpty || line.first.map({ leaders.contains($0) }) == true { continue }
      if line.isEmpty { isInBody = true }
      kept += line + [0x0a]
    }
    return TerminalText(cleaningLines: kept.span)
  }

  /// The header fields that a selection lets pass, decoded; nil for all.
  ///
  /// - Parameter isForPeople: whether it goes to the screen, where names may be coloured.
  func headerText(
    of content: [UInt8], _ selection: HeaderSelection?, isForPeople: Bool = false
  ) -> TerminalText {
    let header = HeaderBlock(content)
    let palette = isForPeople ? palette : Palette(isOn: false)
    var text = TerminalText()
    for field in header.fields {
      let name = String(decoding: header.name(of: field), as: UTF8.self)
      if let selection, !selection.shows(name) { continue }
      text += palette.fieldName("\(name):", named: name)
      let pieces = fieldPieces(field, of: header, named: name, isForPeople: isForPeople)
      // What a program reads has each field on a line.
      let width = isForPeople && world.output.isTerminal ? screenColumns : nil
      text += HeaderFolder(width: width, widths: world.widths).folded(pieces, behind: "\(name): ")
      text += "\n"
    }
    return text
  }

  /// A field's value, decoded, in pieces between which commas stand; the addresses of address fields always visible, and
  /// readable as such again where they go into another message or a program.
  private func fieldPieces(
    _ field: HeaderField, of header: HeaderBlock, named name: String, isForPeople: Bool
  ) -> [String] {
    guard let known = HeaderFieldName(name), Self.addressFields.contains(known) else {
      return [header.text(of: field, using: decoder)]
    }
    let list = AddressParser.parse(header.bytes, in: field.value, using: decoder)
    // What goes on to others is never cut.
    if list.isCut, !isForPeople {
      return [String(decoding: header.wholeText(of: field, using: decoder), as: UTF8.self)]
    }
    let form = { (address: Address) in
      isForPeople ? address.markedForm(using: self.world.domainNames) : address.headerForm
    }
    var parts: [String] = []
    for item in list.items {
      switch item {
      case .mailbox(let address): parts.append(form(address))
      case .group(let name, let members): parts.append(name + ": " + members.map(form).joined(separator: ", ") + ";")
      }
    }
    if list.isCut { parts.append("[further addresses are not shown]") }
    return parts.isEmpty ? [header.text(of: field, using: decoder)] : parts
  }

  private static var addressFields: [HeaderFieldName] {
    [.from, .to, .cc, .bcc, .sender, .replyTo, .resentFrom, .resentTo, .resentCc]
  }

  /// What a text is for, which decides about the programs of `pipe-TYPE/SUBTYPE`.
  enum ReadingPurpose {
    /// For the screen.
    case display
    /// For a message to somebody.
    case quotation
    /// For another program, which gets what the message says.
    case other
  }

  /// The body of a message as a person reads it: UTF-8, not yet safe for a terminal.
  func readableText(of content: [UInt8], by purpose: ReadingPurpose) -> [UInt8] {
    reader(of: content, by: purpose).render()
  }

  /// The means to read the parts of a message.
  ///
  /// - Parameters:
  ///   - listsAttachments: whether each attachment has a line in the text.
  ///   - marksParts: whether signatures and the like have one.
  func reader(
    of content: [UInt8], listsAttachments: Bool = true, marksParts: Bool = true, by purpose: ReadingPurpose = .other
  ) -> MessageText {
    var options = TextOptions()
    options.listsAttachments = listsAttachments
    options.marksParts = marksParts
    options.width = min(screenColumns ?? 80, Self.widestText)
    options.prefersHTML = settings.flag(.mimeAlternativeFavourRich)
    return MessageText(
      message: content, tree: PartTree(message: content, charsets: world.charsets), charsets: world.charsets,
      html: world.htmlRenderer, options: options,
      filter: purpose == .other ? nil : ProgramFilter(session: self, isForQuotation: purpose == .quotation))
  }

  /// Beyond this many columns lines of laid-out text are hard to read.
  private static var widestText: Int { 120 }

  /// One part of a message as a person reads it, or its text as it is, markup and all.
  private func partText(of content: [UInt8], part: String, number: Int, isRaw: Bool) throws -> TerminalText {
    let reader = reader(of: content, by: .display)
    let index = try index(ofPart: part, of: number, in: reader.tree)
    var text = TerminalText(
      cleaningLines: isRaw ? reader.text(of: index) ?? reader.attachmentLine(of: index) : reader.render(part: index))
    if text.bytes.last != 0x0a { text += "\n" }
    return text
  }

  /// The pager that the settings ask for: above `crt` lines of the screen, at a terminal only.
  func makePager(alwaysPages: Bool) -> Pager {
    let isTerminal = world.output.isTerminal
    let pages = isTerminal && (alwaysPages || settings.flag(.crt))
    let limit = alwaysPages ? -1 : settings.number(.crt) ?? (screenRows ?? 24)
    return Pager(
      output: world.output, command: pages ? pagerCommand : nil, shell: shellProgram, rowLimit: limit,
      counter: RowCounter(width: screenColumns ?? 80, widths: world.widths),
      changes: world.environment.overrides + pagerVariables, signals: world.signals)
  }
}
