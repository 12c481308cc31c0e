/// What an address field holds, in order: mailboxes and groups (RFC 5322 section 3.4, RFC 6854).
public struct AddressList: Sendable, Equatable {
  /// One member of the list.
  public enum Item: Sendable, Equatable {
    /// A single mailbox.
    case mailbox(Address)
    /// A named group, which may be empty: `undisclosed-recipients:;`.
    case group(name: String, members: [Address])
  }

  /// The members in the order of the field.
  public var items: [Item]

  /// Whether the field held more than was read.
  public var isCut: Bool

  /// Makes a list.
  public init(_ items: [Item] = [], isCut: Bool = false) {
    self.items = items
    self.isCut = isCut
  }

  /// Every mailbox of the list, those inside groups too.
  public var mailboxes: [Address] {
    var all: [Address] = []
    all.reserveCapacity(items.count)
    for item in items {
      switch item {
      case .mailbox(let address): all.append(address)
      case .group(_, let members): all += members
      }
    }
    return all
  }
}
