/// What the cleaner has to know about an element, looked up once for each tag.
struct HTMLElement: OptionSet {
  let rawValue: UInt8

  /// Decides where lines begin, what is indented, listed, linked or laid out in columns.
  static let shapesText = HTMLElement(rawValue: 1)
  /// Has no content and no end tag.
  static let isVoid = HTMLElement(rawValue: 2)
  /// An end tag inside reaches no further than this, unless it is one of a table.
  static let isScope = HTMLElement(rawValue: 4)
  /// Part of a table.
  static let isTable = HTMLElement(rawValue: 8)
  /// Ends without an end tag.
  static let endsImplicitly = HTMLElement(rawValue: 16)

  /// What is known of the element of a name in lower case; empty for most.
  static func named(_ name: String) -> HTMLElement { known[name] ?? [] }

  private static let known: [String: HTMLElement] = {
    var known: [String: HTMLElement] = [:]
    func add(_ names: String, _ traits: HTMLElement) {
      for name in names.split(separator: " ") { known[String(name), default: []].formUnion(traits) }
    }
    add(
      """
      a address article aside blockquote br caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 \
      h4 h5 h6 header hr img legend li main nav ol p pre q section sub sup table tbody td tfoot th thead title tr ul \
      head body html dir menu
      """, .shapesText)
    add("br hr img wbr input area base col embed link meta param source track", .isVoid)
    add("table td th caption", .isScope)
    add("table td th tr tbody thead tfoot caption", .isTable)
    add("p li td th tr dt dd option", .endsImplicitly)
    return known
  }()
}
