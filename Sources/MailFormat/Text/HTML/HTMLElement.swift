/// A set of the elements that cleaning has to know, one bit for each; an element that is not known shapes no text.
///
/// Sets make questions about hundreds of open elements cheap: each is one comparison of numbers.
struct HTMLElement: OptionSet {
  let rawValue: UInt64

  /// The element of a name in lower case; empty for those that are not known.
  static func named(_ name: String) -> HTMLElement { bits[name] ?? [] }

  /// Decide where lines begin, what is indented, listed, linked or laid out in columns.
  static let shapingText = all(names[..<shaping])
  /// Have no content and no end tag.
  static let void: HTMLElement = elements(
    "br hr img wbr input area base col embed link meta param source track")
  /// An end tag inside reaches no further than these, unless it is one of a table.
  static let scopes = elements("table td th caption")
  /// Parts of a table.
  static let tableParts = elements("table td th tr tbody thead tfoot caption")
  /// End without an end tag.
  static let endingImplicitly = elements("p li td th tr dt dd option")
  /// A large document may be cut behind these.
  static let blocks = elements("tr table div p ul ol li blockquote")
  /// Would begin an item, a heading or a link anew if they were opened again behind a cut.
  static let notReopened = elements("li dd dt a p h1 h2 h3 h4 h5 h6 title head q sub sup")
  /// Stand within a line of text.
  static let inline = elements("a br img q sub sup wbr title head body html")

  /// What a start tag ends that comes before its end tag, and how far out it looks for it.
  var implied: (ended: HTMLElement, inside: HTMLElement)? {
    if Self.inNoParagraph.contains(self) { return nil }
    return Self.impliedEnds.first { $0.starts.contains(self) }.map { ($0.ended, $0.inside) } ?? Self.paragraphEnd
  }

  /// What keeps one of these apart from others of its name further out: a table for a cell, a list for an item.
  var enclosing: HTMLElement {
    if Self.items.contains(self) { return Self.lists }
    if Self.terms.contains(self) { return Self.termLists }
    return Self.endingImplicitly.contains(self) ? Self.tables : []
  }

  private static let items = elements("li")
  private static let lists = elements("ul ol dir menu")
  private static let terms = elements("dt dd")
  private static let termLists = elements("dl")
  private static let tables = elements("table")
  private static let inNoParagraph = elements("br img q sub sup wbr")
  private static let paragraphEnd: (HTMLElement, HTMLElement) = (
    elements("p"), elements("table td th div blockquote li ul ol center")
  )
  private static let impliedEnds: [(starts: HTMLElement, ended: HTMLElement, inside: HTMLElement)] = [
    (items, items, elements("ul ol dir menu table td th")), (elements("td th"), elements("td th"), tables),
    (elements("tr"), elements("tr"), tables),
    (elements("tbody thead tfoot"), elements("tbody thead tfoot"), tables),
    (terms, terms, elements("dl table td th")), (elements("a"), elements("a"), elements("table td th")),
  ]

  private static let names = names(
    """
    a address article aside blockquote br caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 \
    h5 h6 header hr img legend li main nav ol p pre q section sub sup table tbody td tfoot th thead title tr ul head \
    body html dir menu wbr input area base col embed link meta param source track option
    """)
  private static let shaping = names.firstIndex(of: "wbr") ?? names.count
  private static let bits: [String: HTMLElement] = {
    var bits: [String: HTMLElement] = [:]
    for (index, name) in names.enumerated() { bits[name] = HTMLElement(rawValue: 1 << UInt64(index)) }
    return bits
  }()

  private static func names(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
  private static func elements(_ text: String) -> HTMLElement { all(names(text)[...]) }
  private static func all(_ names: ArraySlice<String>) -> HTMLElement {
    names.reduce(into: []) { $0.formUnion(named($1)) }
  }
}
