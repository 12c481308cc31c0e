/// Finds a command by what was typed of its name: an exact name first, else the first name in table order that begins
/// so, as Berkeley mail has done it from the start.
public struct AbbreviationTable: Sendable {
  /// The names, in the order that settles doubts.
  public let names: [String]

  /// Takes the names in order.
  public init(_ names: [String]) { self.names = names }

  /// The place of the name that was meant, nil when none begins so.
  public func index(of typed: String) -> Int? {
    guard !typed.isEmpty else { return nil }
    var first: Int?
    for (index, name) in names.enumerated() where name.utf8.starts(with: typed.utf8) {
      if name.utf8.count == typed.utf8.count { return index }
      if first == nil { first = index }
    }
    return first
  }
}
