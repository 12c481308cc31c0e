/// One part as a program wants it: the values of the machine-readable listing.
public struct PartDescription: Sendable, Equatable {
  /// The IMAP section number.
  public var section: String
  /// The number counted uniformly from the root.
  public var path: String
  /// The media type in lower case.
  public var type: String
  /// The charset label, nil without one.
  public var charset: String?
  /// The disposition, nil without one.
  public var disposition: String?
  /// The file name for display, nil without one.
  public var fileName: String?
  /// The transfer encoding label, nil without one.
  public var encoding: String?
  /// The decoded size in bytes; of a multipart or message the size as it stands.
  public var size: Int
  /// The decoded text of a text part with LF line ends; nil for all else.
  public var text: [UInt8]?
}
