/// The variables of the environment; looked up one by one, since a run asks for a handful.
public struct EnvironmentBlock: Sendable {
  private var lookup: @Sendable (String) -> String?
  private var store: (@Sendable (String, String?) -> Void)?
  private var all: @Sendable () -> [String] = { [] }
  private var changes: [(name: String, value: String?)] = []

  /// An environment that asks the function for names nobody has changed, and tells of changes.
  public init(
    lookup: @escaping @Sendable (String) -> String?, store: (@Sendable (String, String?) -> Void)? = nil,
    all: @escaping @Sendable () -> [String] = { [] }
  ) {
    self.all = all
    self.lookup = lookup
    self.store = store
  }

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
      store?(name, newValue)
      if let index = changes.firstIndex(where: { $0.name == name }) {
        changes[index].value = newValue
      } else {
        changes.append((name: name, value: newValue))
      }
    }
  }

  /// Every variable as `NAME=value`.
  public var entries: [String] {
    let own = changes.compactMap { change in change.value.map { change.name + "=" + $0 } }
    if own.isEmpty { return all() }
    return all().filter { entry in !changes.contains { entry.utf8.starts(with: ($0.name + "=").utf8) } } + own
  }

  /// What differs from the environment the program was started with, for its children.
  public var overrides: [(name: String, value: String?)] { changes }
}
