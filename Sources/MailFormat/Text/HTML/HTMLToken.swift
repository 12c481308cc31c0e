/// One token of an HTML document, as offsets into it.
public enum HTMLToken: Sendable, Equatable {
  /// Characters outside tags, entities still encoded.
  case text(Range<Int>)
  /// A start tag: its name in lower case and where its attributes lie.
  case start(name: String, attributes: Range<Int>)
  /// An end tag, its name in lower case.
  case end(name: String)
}
