/// The bounds of MIME parsing; what lies beyond is shown as it stands and marked, never dropped.
public struct MIMELimits: Sendable, Equatable {
  /// How deep parts may lie inside each other; deeper structure stays one opaque part.
  public var depth: Int
  /// How many parts are listed; the rest of the message belongs to the last one.
  public var parts: Int
  /// How many bytes of one part's header block are read for structure.
  public var headerBytes: Int
  /// How many characters a shown file name has.
  public var nameCharacters: Int
  /// How many decoded bytes of one part are taken for text.
  public var textBytes: Int

  /// The bounds used everywhere outside tests.
  public static let standard = MIMELimits(
    depth: 200, parts: 20_000, headerBytes: 1 << 20, nameCharacters: 255, textBytes: 64 << 20)

  /// Makes bounds of one's own.
  public init(depth: Int, parts: Int, headerBytes: Int, nameCharacters: Int, textBytes: Int) {
    self.depth = depth
    self.parts = parts
    self.headerBytes = headerBytes
    self.nameCharacters = nameCharacters
    self.textBytes = textBytes
  }
}
