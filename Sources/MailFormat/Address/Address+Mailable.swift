import MailBytes

extension Address {
  /// Whether mail can be sent there: an addr-spec was read, or the plain name of a local user.
  ///
  /// The tolerant parser makes an address without a domain of whatever it cannot read, so that people see it.
  public var isMailable: Bool {
    guard !localPart.isEmpty else { return false }
    if domain.isEmpty { return localPart.utf8.allSatisfy { $0.isAtomText || $0 == UInt8(ascii: ".") || $0 >= 0x80 } }
    return RecipientSpec.fault(inDomain: Array(domain.utf8)[...]) == nil
  }
}
