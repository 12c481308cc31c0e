/// What the styles of one element say about whether a reader sees its text: the last word on each property counts.
public struct HTMLVisibility: Sendable {
  /// Why text is not seen, where an element inside may say otherwise.
  struct Reasons: OptionSet {
    let rawValue: UInt8
    static let noSize = Reasons(rawValue: 1)
    static let notVisible = Reasons(rawValue: 2)
    static let noContrast = Reasons(rawValue: 4)
  }

  /// The properties that matter, one bit each.
  private struct Properties: OptionSet, Hashable {
    let rawValue: UInt16
    static let display = Properties(rawValue: 1)
    static let visibility = Properties(rawValue: 2)
    static let fontSize = Properties(rawValue: 4)
    static let opacity = Properties(rawValue: 8)
    static let overflow = Properties(rawValue: 16)
    static let height = Properties(rawValue: 32)
    static let maxHeight = Properties(rawValue: 64)
    static let width = Properties(rawValue: 128)
    static let maxWidth = Properties(rawValue: 256)
    static let indent = Properties(rawValue: 512)
    static let left = Properties(rawValue: 1024)
    static let top = Properties(rawValue: 2048)
    static let color = Properties(rawValue: 4096)
    static let background = Properties(rawValue: 8192)
    static let font = Properties(rawValue: 16384)
    static let extents: Properties = [.height, .maxHeight, .width, .maxWidth]
    static let final: Properties = [.display, .opacity, .indent, .left, .top]
  }

  private var stated: Properties = []
  private var hiding: Properties = []
  private var important: Properties = []
  private var color: String?
  private var background: String?

  /// No word on anything.
  init() {}

  /// What the declarations of a style attribute or a rule say.
  public init(style: ArraySlice<UInt8>) {
    for declaration in style.split(separator: 0x3b) {
      guard let colon = declaration.firstIndex(of: 0x3a) else { continue }
      guard let property = Self.properties[HTMLStyleValue.squeezed(declaration[..<colon])] else { continue }
      state(property, HTMLStyleValue(declaration[(colon + 1)...]))
    }
  }

  /// Whether there is no word on any property that matters.
  var isEmpty: Bool { stated.isEmpty }

  /// Whether nothing inside can be seen, whatever it says: not displayed, without opacity, cut to nothing, moved away.
  public var hidesAll: Bool {
    !hiding.isDisjoint(with: .final) || hiding.contains(.overflow) && !hiding.isDisjoint(with: .extents)
  }

  /// Whether text directly in the element is not seen.
  public var hidesText: Bool { hidesAll || !reasons(inheriting: []).isEmpty }

  /// Why text in the element is not seen, given why the text around it is not.
  func reasons(inheriting outer: Reasons) -> Reasons {
    var reasons = outer
    if stated.contains(.fontSize) { reasons.set(.noSize, hiding.contains(.fontSize)) }
    if stated.contains(.visibility) { reasons.set(.notVisible, hiding.contains(.visibility)) }
    if !stated.isDisjoint(with: [.color, .background]) {
      reasons.set(.noContrast, color == HTMLStyleValue.transparent || color != nil && color == background)
    }
    return reasons
  }

  /// Adds what has more weight; only what was important before stays against what is not.
  mutating func add(_ other: HTMLVisibility) {
    let changed = other.stated.subtracting(important.subtracting(other.important))
    stated.formUnion(changed)
    hiding.subtract(changed)
    hiding.formUnion(other.hiding.intersection(changed))
    important.formUnion(other.important.intersection(changed))
    if changed.contains(.color) { color = other.color }
    if changed.contains(.background) { background = other.background }
  }

  /// Takes back what is said of the properties that another has a word on.
  mutating func yield(to other: HTMLVisibility) { withdraw(other.stated) }

  /// Takes back what is not important where another has an important word.
  mutating func yield(toImportantOf other: HTMLVisibility) { withdraw(other.important.subtracting(important)) }

  private mutating func withdraw(_ properties: Properties) {
    stated.subtract(properties)
    hiding.subtract(properties)
    important.subtract(properties)
    if properties.contains(.color) { color = nil }
    if properties.contains(.background) { background = nil }
  }

  private static let properties: [String: Properties] = [
    "display": .display, "visibility": .visibility, "font-size": .fontSize, "font": .font, "opacity": .opacity,
    "overflow": .overflow, "height": .height, "max-height": .maxHeight, "width": .width, "max-width": .maxWidth,
    "text-indent": .indent, "left": .left, "top": .top, "color": .color, "background-color": .background,
    "background": .background,
  ]

  private mutating func state(_ property: Properties, _ value: HTMLStyleValue) {
    switch property {
    case .display: set(property, value, value.begins("none"))
    case .visibility: set(property, value, value.begins("hidden") || value.begins("collapse"))
    case .fontSize: set(property, value, value.isUnreadableSize)
    case .font: if let size = value.sizeOfFont { set(.fontSize, value, size.isUnreadableSize) }
    case .overflow: set(property, value, value.begins("hidden"))
    case .opacity, .height, .maxHeight, .width, .maxWidth: set(property, value, value.isZero)
    case .indent, .left, .top: set(property, value, value.begins("-999"))
    case .color: if set(property, value, false) { color = value.color }
    case .background: if set(property, value, false) { background = value.color }
    default: break
    }
  }

  @discardableResult
  private mutating func set(_ property: Properties, _ value: HTMLStyleValue, _ hides: Bool) -> Bool {
    if important.contains(property), !value.isImportant { return false }
    stated.insert(property)
    if hides { hiding.insert(property) } else { hiding.remove(property) }
    if value.isImportant { important.insert(property) }
    return true
  }
}

extension HTMLVisibility.Reasons {
  fileprivate mutating func set(_ reason: Self, _ isGiven: Bool) {
    if isGiven { insert(reason) } else { remove(reason) }
  }
}
