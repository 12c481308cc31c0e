/// The names that stand for lists of addresses, in the order they were declared.
public struct AliasTable: Sendable {
  /// One name and what it stands for, as typed.
  public struct Entry: Sendable, Equatable {
    /// The name, as declared.
    public let name: String
    /// Its members: addresses or names of other aliases.
    public var members: [String]
    /// Whether the system's start-up file had a part in it: it may name people then, never files or commands.
    public var isOfSystem = false

    /// Makes an entry.
    public init(name: String, members: [String], isOfSystem: Bool = false) {
      self.name = name
      self.members = members
      self.isOfSystem = isOfSystem
    }
  }

  /// All entries.
  public private(set) var entries: [Entry] = []

  /// No aliases.
  public init() {}

  /// The members of one alias; names are compared without regard to ASCII case.
  public subscript(name: String) -> [String]? {
    guard let index = position(of: name) else { return nil }
    return entries[index].members
  }

  /// Adds members, making the alias where there is none yet; a member is listed once.
  public mutating func add(_ members: [String], to name: String, bySystem: Bool = false) {
    if let index = position(of: name) {
      if bySystem { entries[index].isOfSystem = true }
      for member in members where !entries[index].members.contains(member) { entries[index].members.append(member) }
    } else {
      entries.append(Entry(name: name, members: members, isOfSystem: bySystem))
    }
  }

  /// Whether the system's start-up file had a part in an alias.
  public func isOfSystem(_ name: String) -> Bool { position(of: name).map { entries[$0].isOfSystem } ?? false }

  /// Forgets an alias; `*` forgets all.
  ///
  /// - Returns: whether there was one.
  public mutating func remove(_ name: String) -> Bool {
    if name == "*" {
      entries.removeAll()
      return true
    }
    guard let index = position(of: name) else { return false }
    entries.remove(at: index)
    return true
  }

  private func position(of name: String) -> Int? {
    entries.firstIndex { ASCIIName.equal($0.name, name) }
  }
}
