import MailBytes

/// Characters of the line editor that stand for what a reader sees as one: a letter with its marks, a family of emoji.
///
/// The editor counts, moves and deletes by single characters of its own, so it is given one for each cluster, as wide as
/// the cluster is. What is one character anyway, and as wide as the editor thinks, stands for itself.
struct ClusterTable {
  /// A range of characters that stand for clusters of one width.
  struct Range: Sendable {
    let first: UInt32
    let count: UInt32

    func contains(_ scalar: Unicode.Scalar) -> Bool { scalar.value &- first < count }
  }

  private let ranges: (narrow: Range, wide: Range)
  private let widths: any CharacterWidths
  /// How many columns the editor takes a character for.
  private let assumed: (Unicode.Scalar) -> Int
  private var stands: [[UInt8]: Unicode.Scalar] = [:]
  private var used: (narrow: UInt32, wide: UInt32) = (0, 0)
  /// Told of each character when it begins to stand for a cluster.
  var define: ((Unicode.Scalar, [UInt8]) -> Void)?

  init(
    narrow: Range, wide: Range, widths: any CharacterWidths, assumed: @escaping (Unicode.Scalar) -> Int
  ) {
    ranges = (narrow, wide)
    self.widths = widths
    self.assumed = assumed
  }

  /// The text with one character for each cluster.
  mutating func contract(_ text: [UInt8]) -> [UInt8] {
    if UTF8Text.isASCII(text.span) { return text }
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      let (end, columns) = DisplayWidth.cluster(in: text.span, at: index, widths: widths)
      let cluster = Array(text[index..<end])
      index = end
      if let stand = stand(for: cluster, columns: columns) {
        result += Array(String(stand).utf8)
      } else {
        result += cluster
      }
    }
    return result
  }

  /// Whether a character that is typed needs to be looked at: it may join the one before, or the editor is wrong about it.
  func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return false }
    let text = Array(String(scalar).utf8)
    // Behind an emoji it is seen whether the character stays one of its own.
    let joined = Array("\u{1F44D}".utf8) + text
    let isJoining =
      DisplayWidth.cluster(in: joined.span, at: 0, widths: widths).end == joined.count
      || (0x1f1e6...0x1f1ff).contains(scalar.value)
    return isJoining || !standsForItself(scalar, columns: DisplayWidth.columns(of: text, widths: widths))
  }

  private func standsForItself(_ scalar: Unicode.Scalar, columns: Int) -> Bool {
    !ranges.narrow.contains(scalar) && !ranges.wide.contains(scalar) && assumed(scalar) == columns
  }

  /// The character that stands for a cluster; nil where it stands for itself, or where all are taken.
  private mutating func stand(for cluster: [UInt8], columns: Int) -> Unicode.Scalar? {
    let scalars = String(decoding: cluster, as: UTF8.self).unicodeScalars
    guard let first = scalars.first, columns == 1 || columns == 2 else { return nil }
    if scalars.count == 1, first.isASCII || standsForItself(first, columns: columns) { return nil }
    if let known = stands[cluster] { return known }
    // The editor shows a control by its number, but what stands for a cluster goes to the terminal as it is.
    guard TerminalText(cleaning: cluster).bytes == cluster else { return nil }
    let range = columns == 1 ? ranges.narrow : ranges.wide
    let place = columns == 1 ? used.narrow : used.wide
    guard place < range.count, let scalar = Unicode.Scalar(range.first + place) else { return nil }
    if columns == 1 { used.narrow += 1 } else { used.wide += 1 }
    stands[cluster] = scalar
    define?(scalar, cluster)
    return scalar
  }
}
