import MailBytes

extension Address {
  /// Whether mail can be sent there: an addr-spec was read, or the plain name of a local user.
  ///
  /// The tolerant parser makes an address without a domain of whatever it cannot read, so that people see it; and what
  /// names a file, a command or an option where people type recipients is no user either.
  public var isMailable: Bool {
    guard !localPart.isEmpty else { return false }
    if domain.isEmpty {
      guard let first = localPart.utf8.first, first.isASCIIAlphanumeric || first == UInt8(ascii: "_") || first >= 0x80
      else { return false }
      return localPart.utf8.allSatisfy { $0.isAtomText || $0 == UInt8(ascii: ".") || $0 >= 0x80 }
    }
    return RecipientSpec.fault(inDomain: Array(domain.utf8)[...]) == nil
  }
}
