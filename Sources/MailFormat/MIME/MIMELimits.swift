/// The bounds of MIME parsing; what lies beyond is shown as it stands and marked, never dropped.
public struct MIMELimits: Sendable, Equatable {
  /// How deep parts may lie inside each other; deeper structure stays one opaque part.
  public var depth: Int
  /// How many parts are listed; the rest of the message belongs to the last one.
  public var parts: Int
  /// How many bytes of one Content-Type or Content-Disposition field are read.
  public var fieldBytes: Int
  /// How many characters a shown file name has.
  public var nameCharacters: Int
  /// How many decoded bytes of one part are taken for text.
  public var textBytes: Int

  /// The bounds used everywhere outside tests.
  public static let standard = MIMELimits(
    depth: 200, parts: 20_000, fieldBytes: 1 << 17, nameCharacters: 255, textBytes: 512 << 20)

  /// Makes bounds of one's own.
  public init(depth: Int, parts: Int, fieldBytes: Int, nameCharacters: Int, textBytes: Int) {
    self.depth = depth
    self.parts = parts
    self.fieldBytes = fieldBytes
    self.nameCharacters = nameCharacters
    self.textBytes = textBytes
  }
}
