import MailBytes

/// ISO-2022-JP as it is written in mail: with half-width katakana, and with the rows that NEC and IBM added to JIS X 0208.
///
/// The escapes are undone here, as WHATWG's decoder and CP50220 undo them; the characters themselves go through the
/// converter as CP932, which has those rows. Each line begins in ASCII (RFC 1468), so that one broken escape costs one line.
struct ISO2022JP {
  /// The bytes in UTF-8; nil when the converter does not know CP932.
  static func decode(_ bytes: [UInt8], using converter: any CharsetConverter) -> [UInt8]? {
    guard bytes.contains(where: { $0 >= 0x80 || $0 == escape || $0 == shiftOut || $0 == shiftIn }) else { return bytes }
    var text = ISO2022JP(converter: converter)
    var position = 0
    while position < bytes.count { text.take(bytes, &position) }
    text.flush()
    return text.isKnown ? text.output : nil
  }

  private enum State { case ascii, roman, katakana, kanji }

  private static let escape: UInt8 = 0x1b
  private static let shiftOut: UInt8 = 0x0e
  private static let shiftIn: UInt8 = 0x0f

  private let converter: any CharsetConverter
  private var state = State.ascii
  /// The state that SHIFT IN goes back to.
  private var unshifted = State.ascii
  /// What waits for the converter, in CP932.
  private var gathered: [UInt8] = []
  private var output: [UInt8] = []
  private var isKnown = true

  private init(converter: any CharsetConverter) { self.converter = converter }

  private mutating func take(_ bytes: [UInt8], _ position: inout Int) {
    let byte = bytes[position]
    position += 1
    switch byte {
    case Self.escape: takeEscape(bytes, &position)
    case Self.shiftOut:
      if state != .katakana { unshifted = state }
      state = .katakana
    case Self.shiftIn: state = state == .katakana ? unshifted : .ascii
    case 0x0a, 0x0d:
      state = .ascii
      gathered.append(byte)
    case 0x21..<0x7f: takeCharacter(byte, bytes, &position)
    case 0..<0x80: gathered.append(byte)
    default: put("\u{fffd}")
    }
  }

  private mutating func takeEscape(_ bytes: [UInt8], _ position: inout Int) {
    guard position + 1 < bytes.count else { return put("\u{fffd}") }
    let (first, second) = (bytes[position], bytes[position + 1])
    if first == UInt8(ascii: "&"), second == UInt8(ascii: "@") {
      // Announces the revision of JIS X 0208 that the next escape selects.
      position += 2
      return
    }
    if first == UInt8(ascii: "$"), second == UInt8(ascii: "("), position + 2 < bytes.count,
      bytes[position + 2] == UInt8(ascii: "B") || bytes[position + 2] == UInt8(ascii: "@")
    {
      // The long form of the escapes to kanji.
      state = .kanji
      unshifted = .kanji
      position += 3
      return
    }
    guard let next = Self.state(first, second) else { return put("\u{fffd}") }
    state = next
    unshifted = next
    position += 2
  }

  private static func state(_ first: UInt8, _ second: UInt8) -> State? {
    switch (first, second) {
    case (0x28, 0x42): .ascii
    case (0x28, 0x4a), (0x28, 0x48): .roman
    case (0x28, 0x49): .katakana
    case (0x24, 0x40), (0x24, 0x42): .kanji
    default: nil
    }
  }

  private mutating func takeCharacter(_ byte: UInt8, _ bytes: [UInt8], _ position: inout Int) {
    switch state {
    case .ascii: gathered.append(byte)
    case .roman where byte == 0x5c: put("\u{a5}")
    case .roman where byte == 0x7e: put("\u{203e}")
    case .roman: gathered.append(byte)
    case .katakana where byte <= 0x5f: gathered.append(byte | 0x80)
    case .katakana: put("\u{fffd}")
    case .kanji:
      guard position < bytes.count, (0x21..<0x7f).contains(bytes[position]) else { return put("\u{fffd}") }
      addKanji(row: byte, cell: bytes[position])
      position += 1
    }
  }

  /// The two bytes of Shift_JIS for a character of JIS X 0208.
  private mutating func addKanji(row: UInt8, cell: UInt8) {
    switch row - 0x20 {
    // Rows without characters: what the second byte is in Shift_JIS must not be read as a letter.
    case 9...12, 14...15, 85...88, 93...94: return put("\u{fffd}")
    default: break
    }
    let lead = (row - 0x21) / 2 + 0x81
    gathered.append(lead < 0xa0 ? lead : lead + 0x40)
    let isOdd = row % 2 == 1
    gathered.append(isOdd ? cell + (cell < 0x60 ? 0x1f : 0x20) : cell + 0x7e)
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    flush()
    output.append(utf8: scalar)
  }

  private mutating func flush() {
    guard !gathered.isEmpty else { return }
    if UTF8Text.isASCII(gathered.span) {
      output += gathered
    } else if let text = converter.decode(gathered, from: "CP932") {
      output += text
    } else {
      isKnown = false
    }
    gathered.removeAll(keepingCapacity: true)
  }
}
