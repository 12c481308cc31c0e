import MailBytes

/// Writes the text of a message part by part; the tree's depth bounds the recursion.
struct TextWriter {
  let source: MessageText
  var output: [UInt8] = []
  /// How often a signed wrapper was opened and its content read as a message of its own.
  private let unwrapped: Int
  /// How many bytes of lines about parts were written: tiny parts by the thousand must not make more text than they are.
  private var lineBytes = 0
  static let mostUnwrapped = 4

  init(source: MessageText, unwrapped: Int = 0) {
    self.source = source
    self.unwrapped = unwrapped
  }

  private var tree: PartTree { source.tree }
  /// The part that was asked for, which is shown although it is attached.
  private var asked = 0

  mutating func render() -> [UInt8] { render(from: 0) }

  mutating func render(from index: Int) -> [UInt8] {
    asked = index
    show(index)
    if index == 0 { showMarks() }
    return output
  }

  private mutating func showMarks() {
    if tree.marks.contains(.tooManyParts) {
      mark("[-- More than \(tree.parts.count) parts: the rest is not shown --]")
    }
    if tree.marks.contains(.tooDeep) {
      mark("[-- Parts are nested too deeply: the innermost are not taken apart --]")
    }
  }

  private mutating func show(_ index: Int) {
    let part = tree.parts[index]
    switch part.kind {
    case .leaf: showLeaf(index)
    case .message: showMessage(index)
    case .multipart:
      switch part.type {
      case "multipart/alternative": showAlternative(index)
      case "multipart/related": showRelated(index)
      case "multipart/signed": showSigned(index)
      case "multipart/encrypted": showEncrypted(index)
      default: for child in tree.children(of: index) { show(child) }
      }
    }
  }

  // MARK: Multiparts

  private mutating func showAlternative(_ index: Int) {
    let children = tree.children(of: index)
    let chooser = AlternativeChooser(source: source)
    let best = chooser.best(of: children)
    for child in children {
      if child == best {
        show(child)
      } else {
        showBeside(child, chooser)
      }
    }
  }

  /// What a form of the text that was not chosen holds besides text: files that the chosen one lacks.
  private mutating func showBeside(_ form: Int, _ chooser: AlternativeChooser) {
    var index = form
    repeat {
      let part = tree.parts[index]
      if part.type == "text/calendar", chooser.hasText(index) {
        // An invitation is more than another form of the text.
        show(index)
      } else if part.kind == .message {
        attachment(index)
        // What lies in it goes with it.
        while index + 1 < tree.parts.count, tree.parts[index + 1].depth > part.depth { index += 1 }
      } else if part.kind == .leaf, isBeside(index, of: form) {
        if PartKind.isTNEF(part) { showTNEF(index) } else { attachment(index) }
      }
      index += 1
    } while index < tree.parts.count && tree.parts[index].depth > tree.parts[form].depth
  }

  private func isBeside(_ index: Int, of form: Int) -> Bool {
    let part = tree.parts[index]
    if part.isAttachment { return true }
    if PartKind.signature(part.type) != nil { return false }
    // Pictures that the HTML shows belong to it.
    if part.contentID != nil, index != form, let parent = part.parent, tree.parts[parent].type == "multipart/related" {
      return false
    }
    return !PartKind.isShown(part) || (index != form && part.fileName != nil)
  }

  private mutating func showRelated(_ index: Int) {
    let children = tree.children(of: index)
    var root = children.first
    if let start = tree.parts[index].parameter("start") {
      let id = start.filter { $0 != "<" && $0 != ">" }
      root = children.first { tree.parts[$0].contentID == id } ?? root
    }
    if let root { show(root) }
    for child in children where child != root {
      if tree.parts[child].kind == .leaf, !tree.parts[child].isText { attachment(child) } else { show(child) }
    }
  }

  private mutating func showSigned(_ index: Int) {
    for child in tree.children(of: index) {
      if let words = PartKind.signature(tree.parts[child].type) {
        mark("[-- \(words), not verified --]")
      } else {
        show(child)
      }
    }
  }

  private mutating func showEncrypted(_ index: Int) {
    let kind = tree.parts[index].parameter("protocol") == "application/pgp-encrypted" ? "OpenPGP" : "S/MIME"
    mark("[-- Encrypted message (\(kind)): cannot be decrypted here --]")
    for child in tree.children(of: index) where tree.parts[child].type != "application/pgp-encrypted" {
      attachment(child)
    }
  }

  // MARK: Messages

  private mutating func showMessage(_ index: Int) {
    guard let body = tree.children(of: index).first else { return attachment(index) }
    partLine(Array("[-- Message \(tree.section(of: index)) --]".utf8))
    let before = output.count
    headerFields(source.message, tree.parts[body].header)
    // A message without a header of interest needs no line between the two.
    if output.count > before { blank() }
    show(body)
  }

  /// The fields of an enclosed message a reader wants, each on one line.
  private mutating func headerFields(_ message: [UInt8], _ range: Range<Int>) {
    let index = HeaderIndex.scan(message.span, in: range)
    let names: [HeaderFieldName] = [.from, .to, .cc, .date, .subject]
    for name in names {
      guard let field = index.first(name, in: message.span) else { continue }
      let text = EncodedWord.decode(message, in: field.value, using: source.decoder)
      guard !text.isEmpty else { continue }
      output += Array(name.canonical.utf8)
      output += [0x3a, 0x20]
      output += text.prefix(2000)
      output.append(0x0a)
    }
  }

  // MARK: Leaves

  private mutating func showLeaf(_ index: Int) {
    let part = tree.parts[index]
    if PartKind.isCMS(part) { return showCMS(index) }
    if PartKind.isTNEF(part) { return showTNEF(index) }
    if let words = PartKind.signature(part.type) { return mark("[-- \(words), not verified --]") }
    if let text = source.filteredText(of: index) {
      separate()
      return append(text)
    }
    guard PartKind.isShown(part), !part.isAttachment || index == asked else { return attachment(index) }
    separate()
    switch part.type {
    case "text/html", "application/xhtml+xml": append(htmlText(source.decodedText(of: index)))
    case "text/enriched":
      append(
        EnrichedText.render(source.decodedText(of: index), isRichText: false, width: source.options.width))
    case "text/richtext":
      append(EnrichedText.render(source.decodedText(of: index), isRichText: true, width: source.options.width))
    case "text/calendar":
      let text = source.decodedText(of: index)
      append(CalendarCard.render(text) ?? text)
    case "message/external-body": externalBody(index)
    case "message/partial": partial(index)
    default: showPlain(index)
    }
    if part.body.count > source.options.limits.textBytes {
      mark("[-- The rest of this text, over \(ByteCount.words(source.options.limits.textBytes)), is not shown --]")
    }
  }

  private mutating func showPlain(_ index: Int) {
    let part = tree.parts[index]
    if part.type == "text/plain" {
      // Files are found in the bytes before the charset is undone, since yEnc is no text.
      let bytes = source.content(of: index, limit: source.options.limits.textBytes)
      let files = InlineFiles.find(in: bytes)
      if !files.isEmpty { return showFiles(files, in: bytes, of: index) }
    }
    let text = source.decodedText(of: index)
    if source.options.reflows, part.parameter("format")?.lowercased() == "flowed" {
      let deletes = part.parameter("delsp")?.lowercased() == "yes"
      append(FlowedText.reflow(text, deletesSpace: deletes, width: source.options.width))
    } else {
      append(text)
    }
  }

  /// Text with files between its lines: the files become attachment lines.
  private mutating func showFiles(_ files: [UUDecoder.Found], in bytes: [UInt8], of index: Int) {
    let label = tree.parts[index].charset
    var position = 0
    for (number, file) in files.enumerated() {
      text(bytes[position..<file.lines.lowerBound], label)
      packed(file.file, number: number, in: index)
      position = file.lines.upperBound
    }
    text(bytes[position...], label)
  }

  private mutating func text(_ bytes: ArraySlice<UInt8>, _ label: String?) {
    append(LineEnds.normalized(TextCharset.decode(Array(bytes), label: label, using: source.decoder)))
  }

  private func htmlText(_ html: [UInt8]) -> [UInt8] {
    if let text = source.html?.render(html, width: source.options.width) { return text }
    return HTMLStripper.strip(html, width: source.options.width)
  }

  private mutating func externalBody(_ index: Int) {
    let part = tree.parts[index]
    mark("[-- The content is kept elsewhere --]")
    for name in ["access-type", "url", "site", "server", "directory", "name", "mode", "size", "expiration", "subject"] {
      let value = name == "name" ? part.fileName : part.parameter(name)
      if let value, !value.isEmpty { line(name + ": " + FileName.display(value, limit: 1000)) }
    }
    append(source.decodedText(of: index))
  }

  private mutating func partial(_ index: Int) {
    let part = tree.parts[index]
    let number = part.parameter("number") ?? "?"
    let total = part.parameter("total").map { " of " + $0 } ?? ""
    mark("[-- Piece " + FileName.display(number + total, limit: 40) + " of a message that was sent in pieces --]")
    append(source.decodedText(of: index))
  }

  // MARK: Packed content

  private mutating func showCMS(_ index: Int) {
    if unwrapped < Self.mostUnwrapped, let inner = source.signedMessage(in: index) {
      var writer = TextWriter(source: inner, unwrapped: unwrapped + 1)
      separate()
      append(writer.render())
      mark("[-- S/MIME signature, not verified --]")
    } else if case .encrypted = CMSReader.read(source.content(of: index)) {
      mark("[-- Encrypted message (S/MIME): cannot be decrypted here --]")
    } else {
      attachment(index)
    }
  }

  private mutating func showTNEF(_ index: Int) {
    guard let content = TNEFReader.read(source.content(of: index)) else { return attachment(index) }
    attachment(index)
    for (number, file) in content.files.enumerated() { packed(file, number: number, in: index) }
    // A message that is nothing but a winmail.dat has its text inside.
    guard tree.parts[index].parent == nil else { return }
    separate()
    if !content.body.isEmpty {
      append(LineEnds.normalized(TextCharset.decode(content.body, label: nil, using: source.decoder)))
    } else if !content.html.isEmpty {
      append(htmlText(TextCharset.decode(content.html, label: nil, using: source.decoder)))
    }
  }

  private mutating func packed(_ file: UnpackedFile, number: Int, in index: Int) {
    guard source.options.listsAttachments else { return }
    let name = FileName.display(file.name)
    let type = file.type.map { ", " + FileName.display($0, limit: 100) } ?? ""
    let piece = file.piece.map { ", " + $0.words } ?? ""
    let damage = file.isDamaged ? ", damaged" : ""
    let size = ByteCount.words(file.content.count)
    let place = "\(tree.section(of: index))#\(number + 1)"
    partLine(Array("[-- Attachment \(place): \(name)\(type)\(piece), \(size)\(damage) --]".utf8))
  }

  // MARK: Output

  private mutating func attachment(_ index: Int) {
    guard source.options.listsAttachments else { return }
    partLine(source.attachmentLine(of: index))
  }

  /// A line about a part, as long as such lines take no more room than the message itself.
  private mutating func partLine(_ text: [UInt8]) {
    let room = source.message.count + Self.freeLineBytes
    guard lineBytes < room else { return }
    lineBytes += text.count + 2
    mark(lineBytes < room ? text : Array("[-- Further parts are not listed here --]".utf8))
  }

  private static let freeLineBytes = 4096

  private mutating func append(_ text: [UInt8]) {
    if output.isEmpty { output = text } else { output += text }
    if let last = output.last, last != 0x0a { output.append(0x0a) }
  }

  /// A line of the reader's own between the texts.
  private mutating func mark(_ text: String) { mark(Array(text.utf8)) }

  private mutating func mark(_ text: [UInt8]) { if source.options.marksParts { line(text) } }

  private mutating func line(_ text: String) { line(Array(text.utf8)) }

  private mutating func line(_ text: [UInt8]) {
    if let last = output.last, last != 0x0a { output.append(0x0a) }
    output += text
    output.append(0x0a)
  }

  private mutating func blank() { output.append(0x0a) }

  /// One blank line between the texts of two parts.
  private mutating func separate() {
    guard !output.isEmpty else { return }
    if output.last != 0x0a { output.append(0x0a) }
    if output.count >= 2, output[output.count - 2] != 0x0a { output.append(0x0a) }
  }
}
