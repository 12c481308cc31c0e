/// Columns of a terminal that UTF-8 text takes, counted by what a reader sees as one character.
///
/// A base with its combining marks, an emoji with its modifiers and what zero-width joiners tie to it, and a pair of
/// regional indicators each count once. Escape sequences of our own (`ESC [ ... letter`) take no columns.
public enum DisplayWidth {
  private static let table = BuiltInWidths()

  /// How many columns all of it takes.
  public static func columns(of text: Span<UInt8>, widths: (any CharacterWidths)? = nil) -> Int {
    if Kernels.endOfPrintable(in: text) == text.count { return text.count }
    var index = 0
    var total = 0
    while index < text.count {
      let cluster = cluster(in: text, at: index, widths: widths)
      total += cluster.columns
      index = cluster.end
    }
    return total
  }

  /// How many columns all of it takes.
  public static func columns(of text: [UInt8], widths: (any CharacterWidths)? = nil) -> Int {
    columns(of: text.span, widths: widths)
  }

  /// The longest start that fits into so many columns: where it ends and what it takes.
  ///
  /// - Parameter drawnApart: whether what is tied by joiners and modifiers is given the room of its pieces, which some
  ///   terminals draw one behind the other: a line that must not wrap on any of them.
  public static func prefix(
    of text: Span<UInt8>, fitting columns: Int, widths: (any CharacterWidths)? = nil, drawnApart: Bool = false
  ) -> (end: Int, columns: Int) {
    let printable = Kernels.endOfPrintable(in: text)
    if printable == text.count || printable > columns {
      let end = min(printable, max(0, columns))
      // A mark behind the cut would belong to the last character kept; it lies in the ASCII run, so there is none.
      return (end, end)
    }
    var index = 0
    var total = 0
    var scalar = UTF8Text.scalar(in: text, at: 0)
    while index < text.count {
      // A letter behind which another one stands, or ASCII, is all of its cluster.
      let next = index + scalar.length
      var follower: (scalar: Unicode.Scalar?, length: Int) = (nil, 0)
      if next < text.count { follower = UTF8Text.scalar(in: text, at: next) }
      var cluster: (end: Int, columns: Int)
      if let width = letterWidth(of: scalar.scalar), next == text.count || letterWidth(of: follower.scalar) != nil {
        cluster = (next, width)
      } else {
        cluster = Self.cluster(in: text, at: index, widths: widths)
        if drawnApart { cluster.columns = max(cluster.columns, columnsApart(of: text, index..<cluster.end, widths)) }
        if cluster.end != next, cluster.end < text.count { follower = UTF8Text.scalar(in: text, at: cluster.end) }
      }
      guard total + cluster.columns <= columns else { break }
      total += cluster.columns
      index = cluster.end
      scalar = follower
    }
    return (index, total)
  }

  /// The cluster that begins at an index: where it ends and how many columns it takes.
  public static func cluster(
    in text: Span<UInt8>, at start: Int, widths: (any CharacterWidths)? = nil
  ) -> (end: Int, columns: Int) {
    if text[start] == 0x1b, let end = endOfEscape(in: text, at: start) { return (end, 0) }
    let (found, length) = UTF8Text.scalar(in: text, at: start)
    var index = start + length
    guard let base = found else { return (index, 1) }
    if base.value < 0x20 || base.value == 0x7f { return (index, 0) }
    var columns = base.isASCII ? 1 : width(of: base, widths)
    if isRegionalIndicator(base), index < text.count {
      let (next, nextLength) = UTF8Text.scalar(in: text, at: index)
      if let next, isRegionalIndicator(next) {
        index += nextLength
        columns = 2
      }
    }
    var isJoined = false
    while index < text.count, text[index] >= 0x80 {
      let (next, nextLength) = UTF8Text.scalar(in: text, at: index)
      guard let next else { break }
      if next.value == 0xfe0f {
        if columns == 1, !base.isASCII || isKeycap(in: text, at: index + nextLength) { columns = 2 }
      } else if !isJoined, letterWidth(of: next) != nil {
        break
      } else if !isJoined, !(0x1f3fb...0x1f3ff).contains(next.value) || columns < 2 {
        guard width(of: next, widths) == 0 else { break }
      }
      // What follows a joiner belongs to the cluster, but only an emoji is tied so; letters keep their own columns.
      isJoined = next.value == 0x200d && columns == 2
      index += nextLength
    }
    return (index, columns)
  }

  /// What the pieces of a cluster take, each for itself; escape sequences have no pieces.
  private static func columnsApart(
    of text: Span<UInt8>, _ range: Range<Int>, _ widths: (any CharacterWidths)?
  ) -> Int {
    guard text[range.lowerBound] >= 0x80 else { return 0 }
    var index = range.lowerBound
    var total = 0
    while index < range.upperBound {
      let (scalar, length) = UTF8Text.scalar(in: text, at: index)
      if let scalar { total += width(of: scalar, widths) }
      index += length
    }
    return total
  }

  private static func width(of scalar: Unicode.Scalar, _ widths: (any CharacterWidths)?) -> Int {
    scalar.isASCII ? 1 : letterWidth(of: scalar) ?? max(0, (widths ?? table).columns(of: scalar))
  }

  /// The width of a blank or of a letter that most mail is written in, which need not be looked up; nil for all others.
  ///
  /// None of them joins what stands before it.
  private static func letterWidth(of scalar: Unicode.Scalar?) -> Int? {
    switch scalar?.value ?? 0 {
    // ASCII, Latin, Greek, Cyrillic.
    case 0x20..<0x7f, 0xc0..<0x250, 0x3a3..<0x3cf, 0x400..<0x482: 1
    // Kana, Han, Hangul.
    case 0x3041..<0x3097, 0x30a1..<0x30fb, 0x4e00..<0x9fa6, 0xac00..<0xd7a4: 2
    default: nil
    }
  }

  private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
    (0x1f1e6...0x1f1ff).contains(scalar.value)
  }

  private static func isKeycap(in text: Span<UInt8>, at index: Int) -> Bool {
    index + 2 < text.count && text[index] == 0xe2 && text[index + 1] == 0x83 && text[index + 2] == 0xa3
  }

  private static func endOfEscape(in text: Span<UInt8>, at start: Int) -> Int? {
    guard start + 1 < text.count, text[start + 1] == 0x5b else { return nil }
    var index = start + 2
    while index < text.count, text[index] &- 0x20 < 0x20 { index += 1 }
    return index < text.count ? index + 1 : nil
  }
}
