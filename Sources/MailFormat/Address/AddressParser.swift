/// Reads address fields of messages: RFC 5322 with its obsolete forms, RFC 6854, RFC 6532, and what real mail makes of it.
///
/// It never fails: what cannot be an address becomes one without a domain, so that it is seen. Linear in time; names are
/// decoded after the list has been split, so an encoded comma splits nothing.
public enum AddressParser {
  /// Reads a field value with the built-in charsets only.
  public static func parse(_ bytes: [UInt8]) -> AddressList {
    parse(bytes, in: 0..<bytes.count, using: CharsetDecoder())
  }

  /// Reads a field value of a message of one's own, however many mailboxes it names: a list that goes out is never cut.
  public static func parseAll(_ bytes: [UInt8]) -> AddressList {
    parse(bytes, in: 0..<bytes.count, using: CharsetDecoder(), limit: .max)
  }

  /// Reads a field value.
  public static func parse(_ bytes: [UInt8], using decoder: CharsetDecoder) -> AddressList {
    parse(bytes, in: 0..<bytes.count, using: decoder)
  }

  /// The first mailbox of a field value in a range of bytes, without reading the others.
  public static func first(_ bytes: [UInt8], in range: Range<Int>, using decoder: CharsetDecoder) -> Address? {
    var splitter = AddressSplitter(bytes: bytes, range: range)
    return read(&splitter, of: bytes, using: decoder, limit: 1).mailboxes.first
  }

  /// Reads a field value in a range of bytes; stops after `limit` mailboxes and says so when there are more.
  public static func parse(
    _ bytes: [UInt8], in range: Range<Int>, using decoder: CharsetDecoder, limit: Int = Limits.addresses
  ) -> AddressList {
    var splitter = AddressSplitter(bytes: bytes, range: range)
    var list = read(&splitter, of: bytes, using: decoder, limit: limit)
    if !list.isCut { list.isCut = splitter.hasMore }
    return list
  }

  /// Takes pieces up to `limit` mailboxes; the list is cut where the last piece held more.
  private static func read(
    _ splitter: inout AddressSplitter, of bytes: [UInt8], using decoder: CharsetDecoder, limit: Int
  ) -> AddressList {
    var items: [AddressList.Item] = []
    var groupName: String?
    var members: [Address] = []
    var count = 0
    var isCut = false
    while count < limit, let piece = splitter.next() {
      switch piece {
      case .mailbox(let range):
        var element = AddressElement(bytes: bytes, range: range)
        for address in element.addresses(using: decoder, limit: limit - count) {
          count += 1
          if groupName != nil { members.append(address) } else { items.append(.mailbox(address)) }
        }
        isCut = element.isCut
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
    return AddressList(items, isCut: isCut)
  }

  /// Whether a mailbox of a field value is one that is wanted; looks at all of them, however many there are, and keeps none.
  public static func contains(
    _ bytes: [UInt8], in range: Range<Int>, using decoder: CharsetDecoder, where isWanted: (Address) -> Bool
  ) -> Bool {
    var splitter = AddressSplitter(bytes: bytes, range: range)
    while let piece = splitter.next() {
      guard case .mailbox(let range) = piece else { continue }
      var element = AddressElement(bytes: bytes, range: range)
      if element.addresses(using: decoder).contains(where: isWanted) { return true }
    }
    return false
  }
}
