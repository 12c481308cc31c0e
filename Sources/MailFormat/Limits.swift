/// Named bounds of everything read from a message; each has a test.
///
/// What lies beyond a bound is not lost: it is kept as raw text or left out with a mark, as TOLERANCES.md says.
public enum Limits {
  /// How many header fields of one block are indexed; later ones stay in the block's bytes only.
  public static let headerFields = 20_000
  /// How many bytes of one unstructured field are decoded for display.
  public static let fieldText = 1 << 20
  /// How many bytes a header block may have; the rest is read as body.
  public static let headerBlock = Int(UInt32.max) - 1
  /// How many encoded-words of one field are decoded; later ones stay as written.
  public static let encodedWords = 100_000
  /// How deep RFC 5322 comments nest before the rest is skipped flat.
  public static let commentDepth = 64
  /// How many mailboxes one address field yields.
  public static let addresses = 50_000
  /// How many words of one address without commas are read.
  public static let addressWords = 50_000
  /// How many bytes a quoted local part may have.
  public static let localPart = 1000
  /// How many bytes a display name keeps.
  public static let displayName = 4096
  /// How many parameters a Content-Type or Content-Disposition field yields.
  public static let parameters = 256
  /// The highest RFC 2231 section number that is read (`name*999`).
  public static let parameterSections = 999
  /// How many bytes a parameter value keeps.
  public static let parameterValue = 1 << 16
  /// How many message-ids of References are kept, the newest.
  public static let references = 1000
  /// How many bytes a message-id may have.
  public static let messageID = 998
  /// How deep a search criterion nests.
  public static let searchDepth = 100
  /// How many keys a search criterion has in all.
  public static let searchKeys = 1000
}
