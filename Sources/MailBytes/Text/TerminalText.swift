/// The one door through which foreign bytes reach a terminal or a pipe.
///
/// Its literals are trusted, every value put into it is cleaned: controls become pictures, bidirectional overrides are
/// shown, invisible characters go, what is not UTF-8 becomes U+FFFD. Devices print this type and nothing else.
///
///     device.write("Saved \(count) messages in \(name)\n")      // `name` stays on one line
///     device.write("\(lines: body)")                            // line ends and tabs of `body` stay
public struct TerminalText: Sendable, Equatable {
  /// Clean UTF-8, as it goes out.
  public private(set) var bytes: [UInt8]

  /// Nothing.
  public init() { bytes = [] }

  private init(clean bytes: [UInt8]) { self.bytes = bytes }

  /// Cleans a value that stays on one line: LF is shown, tab becomes a space.
  public init(cleaning foreign: Span<UInt8>) {
    bytes = []
    append(cleaning: foreign)
  }

  /// Cleans a value that stays on one line: LF is shown, tab becomes a space.
  public init(cleaning foreign: [UInt8]) { self.init(cleaning: foreign.span) }

  /// Cleans a value that stays on one line: LF is shown, tab becomes a space.
  public init(cleaning foreign: String) { self.init(cleaning: [UInt8](foreign.utf8).span) }

  /// Cleans text whose line ends and tabs stay; CR LF becomes LF.
  public init(cleaningLines foreign: Span<UInt8>) {
    bytes = []
    append(cleaningLines: foreign)
  }

  /// Cleans text whose line ends and tabs stay; CR LF becomes LF.
  public init(cleaningLines foreign: [UInt8]) { self.init(cleaningLines: foreign.span) }

  /// Appends a value that stays on one line.
  public mutating func append(cleaning foreign: Span<UInt8>) {
    TextCleaner.append(foreign, keepsLines: false, to: &bytes)
  }

  /// Appends a byte that stays on one line.
  public mutating func append(cleaning byte: UInt8) {
    if byte.isASCIIPrintable {
      bytes.append(byte)
    } else {
      append(cleaning: [byte].span)
    }
  }

  /// Appends the start of a value that is printable ASCII and nothing else, which needs no cleaning and takes a column a
  /// byte; in double quotes if asked for, which are not counted.
  ///
  /// - Returns: false for any other value, of which nothing is appended.
  public mutating func append(
    ifPrintable foreign: Span<UInt8>, cutTo columns: Int, inQuotes isQuoted: Bool = false
  ) -> Bool {
    guard Kernels.endOfPrintable(in: foreign) == foreign.count else { return false }
    if isQuoted { bytes.append(0x22) }
    bytes.append(foreign.extracting(first: min(foreign.count, columns)))
    if isQuoted { bytes.append(0x22) }
    return true
  }

  /// Appends text whose line ends and tabs stay.
  public mutating func append(cleaningLines foreign: Span<UInt8>) {
    TextCleaner.append(foreign, keepsLines: true, to: &bytes)
  }

  /// Appends a literal of the program.
  public mutating func append(_ literal: StaticString) { bytes.append(utf8: literal) }

  /// Begins anew in the room there is.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Appends what is clean already.
  public mutating func append(_ text: TerminalText) {
    if text.bytes.count == 1 { bytes.append(text.bytes[0]) } else { bytes.append(contentsOf: text.bytes) }
  }

  /// Appends the sequence that selects a look on terminals (ECMA-48 SGR), made of numbers alone; 0 ends it.
  public mutating func append(rendition codes: [UInt8]) {
    append("\u{1b}[" as StaticString)
    for (index, code) in codes.enumerated() {
      if index > 0 { append(";" as StaticString) }
      append(decimal: Int(code))
    }
    append("m" as StaticString)
  }

  /// Appends a number, padded on the left with spaces to a width.
  public mutating func append(decimal number: Int, width: Int = 0) { bytes.append(decimal: number, width: width) }

  /// Appends spaces.
  public mutating func append(spaces count: Int) {
    var left = count
    // One or two are mostly all, for which a copy is not worth its call.
    while left > 0, count <= 4 {
      bytes.append(0x20)
      left -= 1
    }
    while left > 0 {
      let some = min(left, Self.blanks.utf8CodeUnitCount)
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: Self.blanks.utf8Start, count: some))
      left -= some
    }
  }

  /// What columns are filled with, appended in one piece as a rule.
  private static var blanks: StaticString { "                                " }

  /// Appends what is clean already, cut or filled on the right to exactly a number of columns.
  public mutating func append(
    _ text: TerminalText, fittedToColumns wanted: Int, widths: (any CharacterWidths)? = nil
  ) {
    let fitting = DisplayWidth.prefix(of: text.bytes.span, fitting: wanted, widths: widths)
    bytes.append(contentsOf: text.bytes[..<fitting.end])
    append(spaces: wanted - fitting.columns)
  }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { bytes.isEmpty }

  /// The text as a string, to compare in tests and to measure.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// One behind the other.
  public static func + (left: TerminalText, right: TerminalText) -> TerminalText {
    TerminalText(clean: left.bytes + right.bytes)
  }

  /// Appends in place.
  public static func += (left: inout TerminalText, right: TerminalText) { left.append(right) }
}

extension TerminalText {
  /// How many columns it takes, line ends not counted.
  public func columns(widths: (any CharacterWidths)? = nil) -> Int { DisplayWidth.columns(of: bytes, widths: widths) }

  /// The first lines, with their ends.
  public func firstLines(_ count: Int) -> TerminalText {
    var left = count
    var end = 0
    while end < bytes.count, left > 0 {
      if bytes[end] == 0x0a { left -= 1 }
      end += 1
    }
    return TerminalText(clean: [UInt8](bytes[..<end]))
  }

  /// Filled with spaces to a number of columns, on the right or, aligned right, on the left; never cut.
  public func padded(
    toColumns wanted: Int, alignedRight: Bool = false, widths: (any CharacterWidths)? = nil
  ) -> TerminalText {
    let missing = wanted - columns(widths: widths)
    guard missing > 0 else { return self }
    let blanks = [UInt8](repeating: 0x20, count: missing)
    return TerminalText(clean: alignedRight ? blanks + bytes : bytes + blanks)
  }

  /// Cut to a number of columns, never inside a character.
  public func truncated(
    toColumns wanted: Int, widths: (any CharacterWidths)? = nil, drawnApart: Bool = false
  ) -> TerminalText {
    // No character takes more columns than bytes.
    if bytes.count <= wanted { return self }
    let end = DisplayWidth.prefix(of: bytes.span, fitting: wanted, widths: widths, drawnApart: drawnApart).end
    return end == bytes.count ? self : TerminalText(clean: [UInt8](bytes[..<end]))
  }

  /// Cut or filled to exactly a number of columns.
  public func fitted(
    toColumns wanted: Int, alignedRight: Bool = false, widths: (any CharacterWidths)? = nil
  ) -> TerminalText {
    truncated(toColumns: wanted, widths: widths).padded(toColumns: wanted, alignedRight: alignedRight, widths: widths)
  }

  /// For devices without UTF-8: controls as `^[`, anything else that is not ASCII as a question mark.
  public var asciiBytes: [UInt8] {
    if Kernels.endOfASCII(in: bytes.span) == bytes.count { return bytes }
    var output = [UInt8]()
    output.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let (scalar, length) = UTF8Text.scalar(in: bytes.span, at: index)
      index += length
      guard let scalar, !scalar.isASCII else {
        output.append(bytes[index - 1])
        continue
      }
      if scalar.value == 0x2421 {
        output.append(utf8: "^?")
      } else if scalar.value >= 0x2400, scalar.value < 0x2420 {
        output.append(0x5e)
        output.append(UInt8(truncatingIfNeeded: scalar.value & 0x1f) | 0x40)
      } else {
        output.append(0x3f)
      }
    }
    return output
  }
}

extension TerminalText: ExpressibleByStringInterpolation {
  /// Takes a literal of the program as it is.
  public init(stringLiteral literal: String) { bytes = [UInt8](literal.utf8) }

  /// Takes literals as they are and values cleaned.
  public init(stringInterpolation parts: StringInterpolation) { self = parts.text }

  /// Collects the parts of a literal with values in it.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = TerminalText()

    /// Begins with room for the literals.
    public init(literalCapacity: Int, interpolationCount: Int) {
      text.bytes.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    /// A part of the program's own.
    public mutating func appendLiteral(_ literal: String) { text.bytes.append(contentsOf: literal.utf8) }
    /// A foreign value, cleaned, on one line.
    public mutating func appendInterpolation(_ foreign: String) {
      text.append(cleaning: [UInt8](foreign.utf8).span)
    }
    /// A foreign value, cleaned, on one line.
    public mutating func appendInterpolation(_ foreign: [UInt8]) { text.append(cleaning: foreign.span) }
    /// A foreign value, cleaned, its line ends and tabs kept.
    public mutating func appendInterpolation(lines foreign: [UInt8]) { text.append(cleaningLines: foreign.span) }
    /// A foreign value, cleaned, its line ends and tabs kept.
    public mutating func appendInterpolation(lines foreign: String) {
      text.append(cleaningLines: [UInt8](foreign.utf8).span)
    }
    /// A number, padded on the left with spaces to a width.
    public mutating func appendInterpolation(_ number: Int, width: Int = 0) {
      text.append(decimal: number, width: width)
    }
    /// What is clean already.
    public mutating func appendInterpolation(_ clean: TerminalText) { text.append(clean) }
  }
}
