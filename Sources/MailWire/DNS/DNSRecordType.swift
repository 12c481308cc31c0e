/// The kinds of records that a route for mail is made of.
public enum DNSRecordType: UInt16, Sendable {
  /// An IPv4 address.
  case ipv4Address = 1
  /// Another name for the same thing.
  case alias = 5
  /// A host that takes a domain's mail.
  case mailExchange = 15
  /// An IPv6 address.
  case ipv6Address = 28
}
