public import MailBytes

// Inlinable, so that it is compiled for the fields of the program: a summary asks for a dozen of them in each line.
extension HeadlineFormat {
  /// The line of one message, without line end.
  ///
  /// - Parameter columns: the width of the screen, which the subject without a width of its own is cut to; nil leaves
  ///   it whole.
  @inlinable public func render<Fields: HeadlineFields>(
    _ fields: Fields, columns: Int?, widths: (any CharacterWidths)? = nil
  ) throws(Fields.Failure) -> TerminalText {
    var line = TerminalText()
    try render(fields, columns: columns, widths: widths, into: &line)
    return line
  }

  /// Puts the line of one message into an empty text, whose room may be that of the line before.
  @inlinable public func render<Fields: HeadlineFields>(
    _ fields: Fields, columns: Int?, widths: (any CharacterWidths)? = nil, into line: inout TerminalText
  ) throws(Fields.Failure) {
    guard let columns, columns < Self.usualColumns else { return try put(fields, columns, widths, into: &line) }
    let format = fitted(toColumns: columns, digits: Self.digits(fields.messageCount))
    try format.put(fields, columns, widths, into: &line)
    line = line.truncated(toColumns: max(columns, 1), widths: widths)
  }

  @inlinable func put<Fields: HeadlineFields>(
    _ fields: Fields, _ columns: Int?, _ widths: (any CharacterWidths)?, into line: inout TerminalText
  ) throws(Fields.Failure) {
    for token in tokens {
      switch token {
      case .text(let text):
        line.append(text)
      case .blanks(let count):
        line.append(spaces: count)
      case .field(let field, let width, let isLeft):
        try append(field, width, isLeft, of: fields, columns, widths, to: &line)
      }
    }
  }

  @inlinable func append<Fields: HeadlineFields>(
    _ field: Field, _ width: Int, _ isLeft: Bool, of fields: Fields, _ columns: Int?,
    _ widths: (any CharacterWidths)?, to line: inout TerminalText
  ) throws(Fields.Failure) {
    switch field {
    case .mark: line.append(fields.isCurrent ? ">" as StaticString : " ")
    case .backMark: line.append(fields.isCurrent ? "<" as StaticString : " ")
    case .state: line.append(cleaning: fields.stateLetter)
    case .number: Self.append(fields.number, width > 0 ? width : Self.digits(fields.messageCount), isLeft, to: &line)
    case .depth: Self.append(fields.depth, width, isLeft, to: &line)
    case .place: Self.append(fields.place, width > 0 ? width : Self.digits(fields.messageCount), isLeft, to: &line)
    case .score: Self.append(fields.score, width, isLeft, to: &line)
    case .uid: Self.append(fields.uid, width, isLeft, to: &line)
    case .lines: Self.append(try fields.lines(), width, isLeft, to: &line)
    case .octets: Self.append(try fields.octets(), width, isLeft, to: &line)
    case .sender, .date:
      let room = width > 0 ? width : field == .sender ? 18 : 16
      if let (bytes, range) = fields.plainText(of: field),
        line.append(ifPrintable: bytes.span.extracting(range), cutTo: room)
      {
        line.append(spaces: room - range.count)
      } else {
        Self.append(try field == .sender ? fields.sender() : fields.date(), room, widths, to: &line)
      }
    case .recipient: Self.append(try fields.recipient(), width, widths, to: &line)
    case .list: Self.append(try fields.list(), width, widths, to: &line)
    case .tree: Self.append(try fields.tree(), width, widths, to: &line)
    case .subject, .quotedSubject:
      if width == 0, let (bytes, range) = fields.plainText(of: .subject) {
        if range.isEmpty { return }
        let isQuoted = field == .quotedSubject
        let room = columns.map { max($0 - line.columns(widths: widths) - (isQuoted ? 2 : 0), 0) } ?? .max
        if line.append(ifPrintable: bytes.span.extracting(range), cutTo: room, inQuotes: isQuoted) { return }
      }
      var subject = try fields.subject()
      if subject.isEmpty { return }
      let quotes = field == .quotedSubject ? 2 : 0
      let room = columns.map { max($0 - line.columns(widths: widths), 0) }
      if let limit = width > 0 ? width : room {
        subject = subject.truncated(toColumns: max(limit - quotes, 0), widths: widths, drawnApart: true)
      }
      if quotes > 0 { line.append("\"" as StaticString) }
      line.append(subject)
      if quotes > 0 { line.append("\"" as StaticString) }
      if width > 0 { Self.pad(&line, width - quotes - subject.columns(widths: widths)) }
    }
  }

  /// Three columns, as always, or as many as the largest number needs.
  @inlinable static func digits(_ count: Int) -> Int {
    var digits = 3
    var rest = count / 1000
    while rest > 0 {
      digits += 1
      rest /= 10
    }
    return digits
  }

  @inlinable static func append(_ number: Int?, _ width: Int, _ isLeft: Bool, to line: inout TerminalText) {
    guard let number else {
      pad(&line, width)
      return
    }
    if !isLeft {
      line.append(decimal: number, width: width)
      return
    }
    let before = line.bytes.count
    line.append(decimal: number)
    pad(&line, width - (line.bytes.count - before))
  }

  /// Cut or padded to the width; as it is when the width is 0.
  @inlinable static func append(
    _ text: TerminalText, _ width: Int, _ widths: (any CharacterWidths)?, to line: inout TerminalText
  ) {
    if width > 0 { line.append(text, fittedToColumns: width, widths: widths) } else { line.append(text) }
  }

  @inlinable static func pad(_ text: inout TerminalText, _ columns: Int) {
    text.append(spaces: columns)
  }
}
