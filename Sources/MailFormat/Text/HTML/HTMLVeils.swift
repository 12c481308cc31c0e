/// The elements that are open and say something about whether text inside them is seen.
///
/// Elements are told apart by their names alone, as the cleaner keeps no tree: a veil counts how many of its name are
/// open inside it, and is lifted with the last one.
struct HTMLVeils {
  /// How many lie upon each other; further ones have no effect.
  static let most = 64

  private struct Veil {
    let name: String
    let element: HTMLElement
    let reasons: HTMLVisibility.Reasons
    /// Whether nothing inside can be seen, whatever it says.
    let hidesAll: Bool
    /// The place, among the elements passed on, of the one that takes the veil with it when it is closed.
    var home: Int
    /// How many elements of its name are open, itself included.
    var depth = 1
    /// How many tables or lists are open inside that keep cells or items of its name apart.
    var enclosing = 0
  }

  private var veils: [Veil] = []

  /// Whether what is read now cannot be seen whatever it says, so that tags are of no use either.
  var hidesAll: Bool { veils.last?.hidesAll ?? false }
  /// Whether text that is read now is not seen.
  var hidesText: Bool { veils.last.map { $0.hidesAll || !$0.reasons.isEmpty } ?? false }
  /// Why text that is read now is not seen.
  var reasons: HTMLVisibility.Reasons { veils.last?.reasons ?? [] }

  /// Counts a start tag, which may also be the end of an element that has no end tag.
  mutating func start(_ name: String, _ element: HTMLElement) {
    guard !veils.isEmpty, !HTMLElement.void.contains(element) || element.isEmpty else { return }
    if !element.isEmpty {
      for index in veils.indices where veils[index].element.enclosing.contains(element) { veils[index].enclosing += 1 }
    }
    // What stands in a table or list inside has nothing to do with it.
    guard let index = veils.lastIndex(where: { $0.name == name }), veils[index].enclosing == 0 else { return }
    if veils[index].depth == 1, !element.isDisjoint(with: .endingImplicitly) {
      veils.removeSubrange(index...)
    } else {
      veils[index].depth += 1
    }
  }

  /// Counts an end tag.
  ///
  /// - Returns: whether the tag is one of the name of what cannot be seen at all: the end of that, where the veil is
  ///   lifted now, or of something inside.
  mutating func end(_ name: String, _ element: HTMLElement) -> Bool {
    guard !veils.isEmpty else { return false }
    if !element.isEmpty {
      for index in veils.indices where veils[index].element.enclosing.contains(element) {
        veils[index].enclosing = max(0, veils[index].enclosing - 1)
      }
    }
    if let index = veils.lastIndex(where: { $0.name == name }) {
      let wasAll = veils[index].hidesAll
      if veils[index].enclosing == 0 { veils[index].depth -= 1 }
      if veils[index].depth == 0 { veils.removeSubrange(index...) }
      return wasAll
    }
    return false
  }

  /// Puts on the veil of an element, where it changes anything.
  mutating func add(
    _ name: String, _ element: HTMLElement, _ reasons: HTMLVisibility.Reasons, hidesAll: Bool, home: Int
  ) {
    guard veils.count < Self.most, hidesAll || reasons != self.reasons else { return }
    veils.append(Veil(name: name, element: element, reasons: reasons, hidesAll: hidesAll, home: home))
  }

  /// Lifts the veils of what was passed on from a place on, and of what was open inside it.
  mutating func close(downTo index: Int) {
    if let first = veils.firstIndex(where: { $0.home >= index }) { veils.removeSubrange(first...) }
  }

  /// Follows the places of elements that are no longer kept: they go to the next one out.
  mutating func forget(_ index: Int) {
    for veil in veils.indices where veils[veil].home >= index { veils[veil].home -= 1 }
  }
}
