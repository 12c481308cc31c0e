import MailBytes

/// Where the few fields lie that a line of the header summary shows; found in one pass, without an index of the rest.
public struct HeaderGlance: Sendable, Equatable {
  /// The value of the first From field, folds and all; empty when there is none.
  public private(set) var from = 0..<0
  /// The value of the first To field.
  public private(set) var to = 0..<0
  /// The value of the first Subject field.
  public private(set) var subject = 0..<0
  /// The value of the first Date field.
  public private(set) var date = 0..<0

  /// Looks at the header block at the start of the bytes, or at an offset in them.
  ///
  /// - Parameter isBrief: whether to look for From and Subject alone.
  public init(_ bytes: Span<UInt8>, from start: Int = 0, isBrief: Bool = false) {
    var position = max(0, start)
    while position < bytes.count {
      let first = bytes[position]
      if first == 0x0a || first == 0x0d { return }
      let end: Int?
      switch first | 0x20 {
      case UInt8(ascii: "f") where from.isEmpty: end = Self.read("from", bytes, position, into: &from)
      case UInt8(ascii: "t") where to.isEmpty && !isBrief: end = Self.read("to", bytes, position, into: &to)
      case UInt8(ascii: "s") where subject.isEmpty: end = Self.read("subject", bytes, position, into: &subject)
      case UInt8(ascii: "d") where date.isEmpty && !isBrief: end = Self.read("date", bytes, position, into: &date)
      default: end = nil
      }
      if let end {
        if !from.isEmpty, !subject.isEmpty, isBrief || !to.isEmpty && !date.isEmpty { return }
        // These fields stand together as a rule: the next one may be wanted as well.
        position = end + 1
      } else {
        let newline = Kernels.newlineBeforeGlanceStop(in: bytes, from: position, isBrief: isBrief)
        guard let newline else { return }
        position = newline + 1
      }
    }
  }

  /// Where the field ends that begins at a position: a line that begins with a blank goes on with the field before it.
  private static func end(of position: Int, _ bytes: Span<UInt8>) -> Int {
    var end = Kernels.firstIndex(of: 0x0a, in: bytes, from: position) ?? bytes.count
    while end + 1 < bytes.count, bytes[end + 1] == 0x20 || bytes[end + 1] == 0x09 {
      end = Kernels.firstIndex(of: 0x0a, in: bytes, from: end + 1) ?? bytes.count
    }
    return end
  }

  /// Reads the value of the field that begins at a position, if it has the name, which is given in lower case.
  ///
  /// - Returns: where the field ends; nil when it has another name.
  private static func read(
    _ name: StaticString, _ bytes: Span<UInt8>, _ start: Int, into value: inout Range<Int>
  ) -> Int? {
    guard ASCII.hasPrefixIgnoringCase(bytes.extracting(start..<bytes.count), name) else { return nil }
    let end = end(of: start, bytes)
    var position = start + name.utf8CodeUnitCount
    while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    guard position < end, bytes[position] == 0x3a else { return nil }
    position += 1
    while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    var last = end
    while last > position, bytes[last - 1] == 0x0d || bytes[last - 1] == 0x20 { last -= 1 }
    value = position..<last
    return end
  }

  /// The address of a value that holds a single mailbox in plain ASCII: `Name <a@b>`, `"Name, B" <a@b>` or `a@b`.
  ///
  /// - Returns: nil for anything that needs the parser of addresses: lists, groups, comments, other characters.
  public static func plainAddress(_ bytes: Span<UInt8>, in value: Range<Int>) -> Range<Int>? {
    if let usual = usualAddress(bytes, in: value) { return usual }
    var open = -1
    var close = -1
    var isQuoted = false
    var blanks = 0
    for index in value {
      let byte = bytes[index]
      if isQuoted {
        if byte == 0x5c || byte < 0x20 || byte > 0x7e { return nil }
        if byte == 0x22 { isQuoted = false }
        continue
      }
      // Letters, digits, `.`, `/`, `-`, `?`, `@`, `^` and on: most of it.
      if byte >= 0x5e && byte <= 0x7e || byte >= 0x3f && byte <= 0x5a || byte >= 0x2d && byte <= 0x39 { continue }
      switch byte {
      case 0x22:
        if open >= 0 { return nil }
        isQuoted = true
      case 0x3c:
        if open >= 0 { return nil }
        open = index
      case 0x3e:
        if open < 0 || close >= 0 { return nil }
        close = index
      case 0x20: blanks += 1
      case 0x28, 0x29, 0x2c, 0x3a, 0x3b, 0x5b, 0x5c, 0x5d: return nil
      case 0x21...0x7e: break
      default: return nil
      }
      if open >= 0, index > open, close < 0, byte == 0x20 { return nil }
    }
    if isQuoted { return nil }
    if open < 0 { return blanks == 0 && !value.isEmpty ? value : nil }
    guard close == value.upperBound - 1, close > open + 1 else { return nil }
    return open + 1..<close
  }

  /// The same for `a@b` and for words or a plain quoted string in front of `<a@b>`, which is what programs write.
  private static func usualAddress(_ bytes: Span<UInt8>, in value: Range<Int>) -> Range<Int>? {
    guard !value.isEmpty, value.upperBound <= bytes.count else { return nil }
    let bytes = bytes.extracting(0..<value.upperBound)
    var position = value.lowerBound
    if bytes[position] == 0x22 {
      position += 1
      while position < bytes.count, bytes[position].isASCIIPrintable, bytes[position] != 0x22, bytes[position] != 0x5c {
        position += 1
      }
      guard position < bytes.count, bytes[position] == 0x22 else { return nil }
      position += 1
    } else {
      position = Kernels.endOfAddressWord(in: bytes, from: position)
      if position == bytes.count { return value }
    }
    while position < bytes.count, bytes[position] == 0x20 {
      position = Kernels.endOfAddressWord(in: bytes, from: position + 1)
    }
    guard position < bytes.count, bytes[position] == 0x3c else { return nil }
    let start = position + 1
    let end = Kernels.endOfAddressWord(in: bytes, from: start)
    return end > start && end == bytes.count - 1 && bytes[end] == 0x3e ? start..<end : nil
  }
}
