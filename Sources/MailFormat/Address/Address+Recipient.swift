import MailBytes

extension Address {
  /// The text that `AddressParser.parseRecipients` reads as this very mailbox, for addresses that come from a message; nil
  /// where there is none.
  ///
  /// What others wrote names no file, command or option, whatever `expandaddr` allows a person to type: `/cn=ann/@x.org`
  /// goes into brackets, and a lone `|sh` is nobody.
  ///
  /// - Parameter keepsName: whether the display name stands before the address.
  public func recipientText(keepsName: Bool) -> String? {
    if domain.isEmpty, !isMailable { return nil }
    let text = keepsName ? headerForm : addrSpec
    let forms = try? AddressParser.parseRecipients(text)
    guard let forms, forms.count == 1, let read = forms[0].address, read.isSameMailbox(as: self) else {
      return "<" + addrSpec + ">"
    }
    return text
  }
}
