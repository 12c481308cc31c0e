import MailBytes

/// The rules of the style sheets of a document that decide whether text is seen.
///
/// Only simple selectors count: `element`, `.class`, `#id`, `element.class`, `element#id`, and lists of them. What holds
/// for some screens only, for paper, or for what stands inside something else is passed over: text that is shown in vain
/// does less harm than text that is missing.
struct HTMLStyleSheet {
  /// How many bytes of style sheets are read.
  static let mostBytes = 256 << 10
  /// How many selectors with a word on visibility are kept.
  static let mostRules = 4000
  /// How many classes of one element are looked up.
  private static let mostClasses = 16

  private struct Rule {
    var order: Int
    var visibility: HTMLVisibility
  }

  /// The rules of each selector in their order, each with the properties on which none behind it has the last word.
  private var rules: [String: [Rule]] = [:]
  /// How many rules of all sheets were read.
  private var order = 0
  private var bytesRead = 0

  /// Collects the sheets of a document.
  init(of html: [UInt8]) {
    guard Self.mentionsStyle(html) else { return }
    var tokens = HTMLTokenizer(html)
    while let token = tokens.next(), bytesRead < Self.mostBytes {
      guard case .start("style", let attributes) = token else { continue }
      let sheet = tokens.rawText()
      guard Self.isForScreens(HTMLAttributes(html, in: attributes)) else { continue }
      add(html[sheet].prefix(Self.mostBytes - bytesRead))
      bytesRead += sheet.count
    }
  }

  /// Whether there is no rule at all, so that nothing needs to be looked up.
  var isEmpty: Bool { rules.isEmpty }

  /// What the rules say of an element, the ones of more weight last.
  func visibility(of name: String, classes: [UInt8], id: [UInt8]) -> HTMLVisibility {
    var found: [(weight: Int, rule: Rule)] = []
    func look(_ selector: String, _ weight: Int) {
      for rule in rules[selector] ?? [] { found.append((weight, rule)) }
    }
    look(name, 0)
    for word in classes.split(whereSeparator: { $0 <= 0x20 }).prefix(Self.mostClasses) {
      let selector = "." + String(decoding: word, as: UTF8.self)
      look(selector, 1)
      look(name + selector, 2)
    }
    if !id.isEmpty {
      let selector = "#" + String(decoding: id, as: UTF8.self)
      look(selector, 3)
      look(name + selector, 4)
    }
    var all = HTMLVisibility()
    found.sort { ($0.weight, $0.rule.order) < ($1.weight, $1.rule.order) }
    for (_, rule) in found { all.add(rule.visibility) }
    return all
  }

  // MARK: Reading

  private static func mentionsStyle(_ html: [UInt8]) -> Bool {
    let wanted = Array("<style".utf8)
    return Kernels.firstIndex(ofLowercase: wanted.span, ignoringCaseIn: html.span) != nil
  }

  private static func isForScreens(_ attributes: HTMLAttributes) -> Bool {
    var attributes = attributes
    var count = 0
    while count < 64, let (name, value) = attributes.next(limit: 256) {
      if name == "media" { return isForScreens(media: value[...]) }
      count += 1
    }
    return true
  }

  /// Whether one of a list of media is every screen.
  private static func isForScreens(media: ArraySlice<UInt8>) -> Bool {
    media.split(separator: 0x2c, omittingEmptySubsequences: false).contains { query in
      switch HTMLStyleValue.squeezed(query) {
      case "", "all", "screen", "onlyscreen", "onlyall": true
      default: false
      }
    }
  }

  private mutating func add(_ sheet: ArraySlice<UInt8>) {
    let css = Self.withoutComments(sheet)
    var position = 0
    while position < css.count {
      let byte = css[position]
      if byte <= 0x20 || byte == 0x7d || byte == 0x3b {
        // The end of a block that was entered, or what a rule left over.
        position += 1
      } else if byte == 0x40 {
        position = behindAtRule(css, from: position)
      } else {
        position = readRule(css, from: position)
      }
    }
  }

  /// `@media screen {` is entered, any other rule of this kind passed over with its block.
  private func behindAtRule(_ css: [UInt8], from start: Int) -> Int {
    guard let open = css[start...].firstIndex(where: { $0 == 0x7b || $0 == 0x3b }) else { return css.count }
    if css[open] == 0x3b { return open + 1 }
    let prelude = css[start..<open]
    let name = prelude.prefix { $0 > 0x20 && $0 != 0x28 }
    if HTMLStyleValue.squeezed(name) == "@media", Self.isForScreens(media: prelude[name.endIndex...]) {
      return open + 1
    }
    var depth = 0
    for position in open..<css.count {
      if css[position] == 0x7b { depth += 1 }
      if css[position] == 0x7d {
        depth -= 1
        if depth == 0 { return position + 1 }
      }
    }
    return css.count
  }

  private mutating func readRule(_ css: [UInt8], from start: Int) -> Int {
    guard let open = css[start...].firstIndex(of: 0x7b) else { return css.count }
    let close = css[open...].firstIndex(of: 0x7d) ?? css.count
    let visibility = HTMLVisibility(style: css[(open + 1)..<close])
    order += 1
    if !visibility.isEmpty {
      for text in css[start..<open].split(separator: 0x2c) {
        guard rules.count < Self.mostRules, let selector = Self.selector(text) else { continue }
        add(Rule(order: order, visibility: visibility), to: selector)
      }
    }
    return min(close + 1, css.count)
  }

  /// Adds a rule behind those of the same selector, which keep their places but not the properties it decides.
  ///
  /// So a selector has no more rules than there are properties, however often it is repeated.
  private mutating func add(_ rule: Rule, to selector: String) {
    var last = rule
    var kept = rules[selector] ?? []
    for index in kept.indices {
      last.visibility.yield(toImportantOf: kept[index].visibility)
      kept[index].visibility.yield(to: last.visibility)
    }
    kept.append(last)
    kept.removeAll { $0.visibility.isEmpty }
    rules[selector] = kept
  }

  /// A simple selector as it is looked up, the name of the element in lower case; nil for any other.
  private static func selector(_ text: ArraySlice<UInt8>) -> String? {
    var text = text.drop { $0 <= 0x20 }
    while let last = text.last, last <= 0x20 { text.removeLast() }
    guard !text.isEmpty, text.count <= 128 else { return nil }
    var mark = text.endIndex
    for position in text.indices {
      switch text[position] {
      case 0x2e, 0x23:
        guard mark == text.endIndex else { return nil }
        mark = position
      case 0x2d, 0x5f, 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x80...: continue
      default: return nil
      }
    }
    guard mark != text.endIndex - 1 else { return nil }
    return HTMLStyleValue.squeezed(text[..<mark]) + String(decoding: text[mark...], as: UTF8.self)
  }

  /// The sheet without comments and without the marks that hid it from browsers of another age.
  private static func withoutComments(_ css: ArraySlice<UInt8>) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(css.count)
    var position = css.startIndex
    while position < css.endIndex {
      if css[position...].starts(with: "/*".utf8) {
        position += 2
        while position < css.endIndex, !css[position...].starts(with: "*/".utf8) { position += 1 }
        position += 2
      } else if css[position...].starts(with: "<!--".utf8) {
        position += 4
      } else if css[position...].starts(with: "-->".utf8) {
        position += 3
      } else {
        kept.append(css[position])
        position += 1
      }
    }
    return kept
  }
}
