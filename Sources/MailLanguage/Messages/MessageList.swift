/// A message list, read but not yet applied to a mailbox.
///
/// The terms of a list add up: `1 3-5 ann` is messages 1, 3 to 5 and all from ann. One rule narrows: where a list has
/// both searches (addresses, `/subject`, `@`) and classes (`:u`), a found message must be of one of the classes.
public struct MessageList: Sendable, Equatable {
  /// The terms.
  public let specs: [MessageSpec]

  /// Makes a list of finished terms.
  public init(_ specs: [MessageSpec]) { self.specs = specs }

  /// Whether no term was written, so that the command's default applies.
  public var isEmpty: Bool { specs.isEmpty }

  /// Whether a term is `/` alone, which repeats the last search.
  public var repeatsSearch: Bool { specs.contains(.repeatedSearch) }

  /// What the last of its searches asks for; nil where nothing is searched.
  public var lastSearch: [MessageMatch]? { Self.lastSearch(specs) }

  private static func lastSearch(_ specs: [MessageSpec]) -> [MessageMatch]? {
    for spec in specs.reversed() {
      switch spec {
      case .match(let questions, _): return questions
      case .not(let inner): if let found = lastSearch([inner]) { return found }
      case .group(let inner): if let found = lastSearch(inner) { return found }
      default: continue
      }
    }
    return nil
  }

  /// Reads the text of a list.
  ///
  /// - Parameters:
  ///   - searchHeaders: whether `/to:ann` asks the header field at once, as `set searchheaders` says; without it the
  ///     subject is asked first, and the field when no subject holds the text.
  public init(_ text: [UInt8], searchHeaders: Bool = false) throws(MessageListError) {
    var parser = MessageListParser(searchHeaders: searchHeaders)
    specs = try parser.parse(text)
  }
}
