import MailBytes

/// What a file is by its first bytes, whatever its name and type say.
public enum ContentGuess {
  /// The media type that the content shows; nil when it shows none.
  public static func type(of content: [UInt8]) -> String? {
    ContentMagic.type(content.span.extracting(first: min(content.count, ContentMagic.window)))
  }

  /// The type of the content where it is of quite another kind than a part says: a program or an archive that calls
  /// itself text or a picture; nil where they agree.
  public static func contradiction(to declared: String, of content: [UInt8]) -> String? {
    guard let found = type(of: content), found != declared else { return nil }
    func kind(_ type: String) -> Substring { type.prefix { $0 != "/" } }
    // Names of one kind differ by taste, and octet-stream claims nothing.
    if declared == "application/octet-stream" || kind(declared) == kind(found) { return nil }
    return found
  }
}
