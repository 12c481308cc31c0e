/// A mailbox of RFC 5322 section 3.4: an optional display name and an addr-spec.
public struct Address: Sendable, Hashable {
  /// The display name, decoded to plain text; empty when there is none.
  public var displayName: String
  /// The part before the last `@`, unquoted; the whole for a local user without a domain.
  public var localPart: String
  /// The domain as written, empty for a local user.
  public var domain: String

  /// Makes an address from its parts, unchecked.
  public init(displayName: String = "", localPart: String, domain: String) {
    self.displayName = displayName
    self.localPart = localPart
    self.domain = domain
  }
}
