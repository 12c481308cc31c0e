/// The colours that `colour` gives to elements of the display.
struct ColourTable: Sendable {
  /// One line of `colour`.
  struct Mapping: Sendable {
    /// `iso`, `256` or `mono`.
    var type: String
    /// `view-header`, `sum-dotmark` and so on.
    var element: String
    /// What it looks like, as written: `ft=bold,fg=red`.
    var look: String
    /// When it holds: names of fields, `dot` or `older`; nil always.
    var condition: String?
  }

  /// The lines in the order given.
  private(set) var mappings: [Mapping] = []

  /// Takes a line in, in the place of one for the same.
  mutating func add(_ mapping: Mapping) {
    remove(type: mapping.type, element: mapping.element, condition: mapping.condition)
    mappings.append(mapping)
  }

  /// Takes lines out; `*` stands for every element.
  mutating func remove(type: String, element: String, condition: String?) {
    mappings.removeAll {
      (type == "all" || $0.type == type) && (element == "*" || $0.element == element)
        && (element == "*" || condition == "*" || $0.condition == condition)
    }
  }

  /// The codes (ECMA-48 SGR) of the look of an element; nil where none is declared.
  ///
  /// - Parameters:
  ///   - type: what the terminal can do: `iso`, `256` or `mono`.
  ///   - subject: the name of the field, or the condition the element is in.
  func sequence(of element: String, type: String, subject: String) -> [UInt8]? {
    var general: [UInt8]?
    for mapping in mappings where mapping.element == element {
      guard mapping.type == type || mapping.type == "iso" && type == "256" else { continue }
      guard let condition = mapping.condition else {
        general = general ?? Self.sequence(mapping.look)
        continue
      }
      if Self.names(condition).contains(where: { ASCIIName.equal($0, subject) }) { return Self.sequence(mapping.look) }
    }
    return general
  }

  /// `subject,from` or `(from|subject)`.
  private static func names(_ condition: String) -> [String] {
    condition.split { ",|()^$ ".contains($0) }.map(String.init)
  }

  private static let colours = ["black", "red", "green", "brown", "blue", "magenta", "cyan", "white"]

  /// The codes of a look; nil when it cannot be read.
  static func sequence(_ look: String) -> [UInt8]? {
    var codes: [UInt8] = []
    for part in look.split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2 else { return nil }
      switch pair[0] {
      case "ft":
        switch pair[1] {
        case "bold": codes.append(1)
        case "underline": codes.append(4)
        case "reverse": codes.append(7)
        default: return nil
        }
      case "fg", "bg":
        let base: UInt8 = pair[0] == "fg" ? 30 : 40
        let name = pair[1] == "yellow" ? "brown" : pair[1]
        if let index = colours.firstIndex(of: name) {
          codes.append(base + UInt8(index))
        } else if let number = UInt8(pair[1]) {
          codes += [base + 8, 5, number]
        } else {
          return nil
        }
      default: return nil
      }
    }
    return codes.isEmpty ? nil : codes
  }
}
