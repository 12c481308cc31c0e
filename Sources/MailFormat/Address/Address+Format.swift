import MailBytes

/// How an address is written.
extension Address {
  /// `local@domain`, the local part in quotes where it needs them (RFC 5322 section 3.4.1); `local` without a domain.
  public var addrSpec: String {
    let local = needsQuotes ? Self.quoted(localPart) : localPart
    return domain.isEmpty ? local : local + "@" + domain
  }

  /// `Name <local@domain>` as a header field holds it, the name in quotes where it needs them.
  ///
  /// A name that is not ASCII stands as UTF-8; the builder turns it into encoded words.
  public var headerForm: String {
    if displayName.isEmpty { return looksLikeNoAddress ? "<" + addrSpec + ">" : addrSpec }
    return Self.phrase(displayName) + " <" + addrSpec + ">"
  }

  /// Whether it begins like what a reader of recipients takes for a command, a file, a folder or an option, so that it needs
  /// brackets: a letter that was kept is read so when it is sent again.
  var looksLikeNoAddress: Bool {
    guard !domain.isEmpty, let first = localPart.utf8.first else { return false }
    return "|/+~-\\#".utf8.contains(first) || localPart.hasPrefix("./") || localPart.hasPrefix("../")
  }

  /// `Name <local@domain>` for people, the name in quotes where it would be read as something else without; the addr-spec
  /// alone where there is no name.
  public var shownForm: String {
    let isMisread = displayName.utf8.contains { ",;:<>@()[]\"\\".utf8.contains($0) }
    return isMisread ? form(Self.quoted(displayName)) : plainForm
  }

  /// `Name <local@domain>`, the name without quotes, as its text goes; the addr-spec alone where there is no name.
  public var plainForm: String { displayName.isEmpty ? addrSpec : form(displayName) }

  private func form(_ name: String) -> String {
    localPart.isEmpty && domain.isEmpty ? displayName : name + " <" + addrSpec + ">"
  }

  /// Whether both are the same mailbox: domains compared without regard to ASCII case, local parts exactly.
  public func isSameMailbox(as other: Address) -> Bool {
    localPart == other.localPart && Self.equalsIgnoringCase(domain, other.domain)
  }

  /// What addresses of the same mailbox have in common, for sets: comparing each with each takes too long for large lists.
  public var mailboxKey: String {
    localPart + "@" + String(decoding: ASCII.lowercased(Array(domain.utf8)), as: UTF8.self)
  }

  /// Whether both are the same mailbox for practical purposes: local parts without regard to case too.
  public func isLikelySameMailbox(as other: Address) -> Bool {
    Self.equalsIgnoringCase(localPart, other.localPart) && Self.equalsIgnoringCase(domain, other.domain)
  }

  /// Whether there is a domain, so that the address means something on other machines.
  public var isQualified: Bool { !domain.isEmpty }

  /// A phrase as a header field holds it: as it is when it is made of atoms, else in quotes.
  public static func phrase(_ text: String) -> String {
    for byte in text.utf8 where !byte.isAtomText && byte != 32 && byte < 0x80 {
      return quoted(text)
    }
    let isTrimmed = text.utf8.first != 32 && text.utf8.last != 32
    return isTrimmed && !EncodedWord.looksEncoded(Array(text.utf8)) ? text : quoted(text)
  }

  /// Whether the local part is not a dot-atom; consecutive dots are left alone, as people write and compare them.
  private var needsQuotes: Bool {
    if localPart.isEmpty { return !domain.isEmpty }
    for byte in localPart.utf8 where !byte.isAtomText && byte != 46 && byte < 0x80 { return true }
    return false
  }

  /// The addr-spec of a field that goes out: dots side by side or at an end stand in quotes, as in the envelope.
  var fieldSpec: String {
    var previous: UInt8 = 46
    var hasStrayDot = false
    for byte in localPart.utf8 {
      if byte == 46, previous == 46 { hasStrayDot = true }
      previous = byte
    }
    guard hasStrayDot || previous == 46, !domain.isEmpty, !localPart.isEmpty else { return addrSpec }
    return Self.quoted(localPart) + "@" + domain
  }

  static func quoted(_ text: String) -> String {
    String(decoding: AddressElement.quoted(Array(text.utf8)), as: UTF8.self)
  }

  private static func equalsIgnoringCase(_ left: String, _ right: String) -> Bool {
    guard left.utf8.count == right.utf8.count else { return false }
    for (a, b) in zip(left.utf8, right.utf8) where a.asciiLowercased != b.asciiLowercased { return false }
    return true
  }
}
