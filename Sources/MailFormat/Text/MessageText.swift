public import MailBytes

/// Turns the parts of a message into text for reading: UTF-8 with LF line ends, not yet made safe for a terminal.
public struct MessageText {
  let message: [UInt8]
  /// The structure of the message.
  public let tree: PartTree
  let charsets: any CharsetConverter
  let html: (any HTMLRenderer)?
  let options: TextOptions
  let filter: (any PartFilter)?
  let decoder: CharsetDecoder

  /// Takes a message, its structure, and the doors to charsets, HTML and programs for kinds of parts.
  public init(
    message: [UInt8], tree: PartTree, charsets: any CharsetConverter, html: (any HTMLRenderer)?,
    options: TextOptions = TextOptions(), filter: (any PartFilter)? = nil
  ) {
    self.message = message
    self.tree = tree
    self.charsets = charsets
    self.html = html
    self.options = options
    self.filter = filter
    decoder = CharsetDecoder(converter: charsets, fallback: CharsetLabel(options.fallbackCharset))
  }

  /// The body as a person reads it: the best text of each part in order, attachments as one line each.
  public func render() -> [UInt8] {
    var writer = TextWriter(source: self)
    return writer.render()
  }

  /// The text for a file: of a message that is a text the text itself, of any other what `render` makes of it.
  public var writableText: [UInt8] {
    tree.parts.count == 1 ? text(of: 0) ?? render() : render()
  }

  /// The text of one part alone, as `render` shows it; an attached text too, since it was asked for.
  public func render(part index: Int) -> [UInt8] {
    var writer = TextWriter(source: self)
    return tree.parts.indices.contains(index) ? writer.render(from: index) : []
  }

  /// The decoded content of a part, transfer encoding undone; of a multipart or message its bytes.
  public func content(of index: Int) -> [UInt8] {
    content(of: index, limit: .max)
  }

  func content(of index: Int, limit: Int) -> [UInt8] {
    guard tree.parts.indices.contains(index) else { return [] }
    let part = tree.parts[index]
    return PartContent.decode(message, part.body, part.kind == .leaf ? part.encoding : .identity, limit: limit)
  }

  /// How many bytes `content` has, without making them.
  public func size(of index: Int) -> Int {
    guard tree.parts.indices.contains(index) else { return 0 }
    let part = tree.parts[index]
    return PartContent.size(message, part.body, part.kind == .leaf ? part.encoding : .identity)
  }

  /// The text of a text part in UTF-8 with LF line ends, markup and all; nil for what is not text.
  public func text(of index: Int) -> [UInt8]? {
    guard tree.parts.indices.contains(index), tree.parts[index].isText, tree.parts[index].kind == .leaf else {
      return nil
    }
    return decodedText(of: index)
  }

  /// What the program for the kind of a leaf makes of it; nil where there is none.
  public func filteredText(of index: Int) -> [UInt8]? {
    guard let filter, tree.parts.indices.contains(index), tree.parts[index].kind == .leaf else { return nil }
    return filter.render(
      tree.parts[index], text: { decodedText(of: index) },
      content: { content(of: index, limit: options.limits.textBytes) })
  }

  /// The content of any leaf read as text.
  func decodedText(of index: Int) -> [UInt8] {
    let part = tree.parts[index]
    let bytes = content(of: index, limit: options.limits.textBytes)
    let label = part.charset ?? (part.type == "text/html" ? HTMLCharset.declared(in: bytes) : nil)
    return LineEnds.normalized(TextCharset.decode(bytes, label: label, using: decoder))
  }

  /// Everything about a part that a program wants.
  public func describe(_ index: Int) -> PartDescription {
    guard tree.parts.indices.contains(index) else {
      return PartDescription(section: "", path: "", type: "", size: 0)
    }
    let part = tree.parts[index]
    return PartDescription(
      section: tree.section(of: index), path: tree.path(of: index), type: part.type, charset: part.charset,
      disposition: part.disposition, fileName: part.fileName, encoding: part.encodingLabel, size: size(of: index),
      text: text(of: index))
  }

  /// The type of a leaf's content where it is of quite another kind than the part says; only its first bytes are decoded.
  public func contradiction(of index: Int) -> String? {
    guard tree.parts.indices.contains(index), tree.parts[index].kind == .leaf else { return nil }
    return ContentGuess.contradiction(
      to: tree.parts[index].type, of: content(of: index, limit: ContentMagic.window))
  }

  /// One line for an attachment: `[-- Attachment 2: report.pdf, application/pdf, 12 kB --]`.
  public func attachmentLine(of index: Int) -> [UInt8] {
    guard tree.parts.indices.contains(index) else { return [] }
    let part = tree.parts[index]
    var line = "[-- Attachment " + tree.section(of: index) + ": "
    if let name = part.fileName ?? part.description { line += name + ", " }
    line += part.type
    if let found = contradiction(of: index) { line += " (holds \(found))" }
    line += ", " + ByteCount.words(size(of: index)) + " --]"
    return Array(line.utf8)
  }

  /// The files packed inside a part: uuencode and yEnc in text, winmail.dat, else the part itself.
  public func files(of index: Int) -> [UnpackedFile] {
    guard tree.parts.indices.contains(index), tree.parts[index].kind == .leaf else { return [] }
    let packed = packedFiles(in: index)
    return packed.isEmpty ? [wholeFile(of: index)] : packed
  }

  /// The files packed inside a leaf; none where it is a file or a text itself.
  func packedFiles(in index: Int) -> [UnpackedFile] {
    let part = tree.parts[index]
    if PartKind.isTNEF(part) { return TNEFReader.read(content(of: index))?.files ?? [] }
    return part.type == "text/plain" ? InlineFiles.find(in: content(of: index)).map(\.file) : []
  }

  /// A leaf as a file.
  func wholeFile(of index: Int) -> UnpackedFile {
    UnpackedFile(name: tree.parts[index].fileName ?? "", type: tree.parts[index].type, content: content(of: index))
  }
}
