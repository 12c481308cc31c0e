import MailFormat

extension FuzzTarget {
  static let address = FuzzTarget(name: "address") { bytes in _ = AddressParser.parse(bytes) }

  static let recipients = FuzzTarget(name: "recipients") { bytes in
    guard let forms = try? AddressParser.parseRecipients(bytes) else { return }
    require(forms.count <= bytes.count, "no recipient out of nothing")
  }
}
