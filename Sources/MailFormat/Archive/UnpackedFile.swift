/// A file found inside a part: uuencoded, yEncoded or packed in a winmail.dat.
public struct UnpackedFile: Sendable, Equatable {
  /// The name for display; see `FileName.safe` for one to save under.
  public var name: String
  /// Its media type where the archive knows it.
  public var type: String?
  /// Its bytes.
  public var content: [UInt8]
  /// Whether the archive was cut, or its size or checksum wrong.
  public var isDamaged: Bool

  /// Which piece of a file it is, where it is not the whole.
  public var piece: PieceNumber?

  /// Makes a file from its parts.
  public init(
    name: String, type: String? = nil, content: [UInt8], isDamaged: Bool = false, piece: PieceNumber? = nil
  ) {
    self.name = name
    self.type = type
    self.content = content
    self.isDamaged = isDamaged
    self.piece = piece
  }
}
