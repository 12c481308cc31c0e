/// Reads address fields of messages: RFC 5322 with its obsolete forms, RFC 6854, RFC 6532, and what real mail makes of it.
///
/// It never fails: what cannot be an address becomes one without a domain, so that it is seen. Linear in time; names are
/// decoded after the list has been split, so an encoded comma splits nothing.
public enum AddressParser {
  /// Reads a field value with the built-in charsets only.
  public static func parse(_ bytes: [UInt8]) -> AddressList {
    parse(bytes, in: 0..<bytes.count, using: CharsetDecoder())
  }

  /// Reads a field value.
  public static func parse(_ bytes: [UInt8], using decoder: CharsetDecoder) -> AddressList {
    parse(bytes, in: 0..<bytes.count, using: decoder)
  }

  /// Reads a field value in a range of bytes; stops after `limit` mailboxes.
  public static func parse(
    _ bytes: [UInt8], in range: Range<Int>, using decoder: CharsetDecoder, limit: Int = Limits.addresses
  ) -> AddressList {
    var splitter = AddressSplitter(bytes: bytes, range: range)
    var items: [AddressList.Item] = []
    var groupName: String?
    var members: [Address] = []
    var count = 0
    while count < limit, let piece = splitter.next() {
      switch piece {
      case .mailbox(let range):
        var element = AddressElement(bytes: bytes, range: range)
        for address in element.addresses(using: decoder, limit: limit - count) {
          count += 1
          if groupName != nil { members.append(address) } else { items.append(.mailbox(address)) }
        }
      case .groupStart(let range):
        groupName = AddressElement.phrase(bytes, in: range, using: decoder)
        members = []
        count += 1
      case .groupEnd:
        if let name = groupName { items.append(.group(name: name, members: members)) }
        groupName = nil
      }
    }
    if let name = groupName { items.append(.group(name: name, members: members)) }
    return AddressList(items, isCut: count >= limit)
  }
}
