/// The variables of the environment; looked up one by one, since a run asks for a handful.
public struct EnvironmentBlock: Sendable {
  private var lookup: @Sendable (String) -> String?
  private var changes: [(name: String, value: String?)] = []

  /// An environment that asks the function for names nobody has changed.
  public init(lookup: @escaping @Sendable (String) -> String?) { self.lookup = lookup }

  /// An environment of these variables only.
  public init(_ variables: [(name: String, value: String)]) {
    self.lookup = { _ in nil }
    self.changes = variables.map { (name: $0.name, value: $0.value) }
  }

  /// The value of a variable, nil when it is unset; setting changes it for children as well.
  public subscript(name: String) -> String? {
    get {
      for change in changes where change.name == name { return change.value }
      return lookup(name)
    }
    set {
      if let index = changes.firstIndex(where: { $0.name == name }) {
        changes[index].value = newValue
      } else {
        changes.append((name: name, value: newValue))
      }
    }
  }

  /// What differs from the environment the program was started with, for its children.
  public var overrides: [(name: String, value: String?)] { changes }
}
