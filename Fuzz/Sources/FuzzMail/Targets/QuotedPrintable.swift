import MailBytes

extension FuzzTarget {
  static let quotedPrintable = FuzzTarget(name: "quoted-printable") { bytes in
    _ = QuotedPrintable.decode(bytes)
    let encoded = QuotedPrintable.encode(bytes)
    require(QuotedPrintable.decode(encoded) == bytes, "decode(encode(x)) == x")
    require(encoded.split(separator: 10).allSatisfy { $0.count <= 76 }, "no line over 76")
  }
}
