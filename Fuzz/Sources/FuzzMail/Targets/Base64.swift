import MailBytes

extension FuzzTarget {
  static let base64 = FuzzTarget(name: "base64") { bytes in
    _ = Base64.decode(bytes)
    require(Base64.decode(Base64.encode(bytes)) == bytes, "decode(encode(x)) == x")
    // Any split of the input decodes to the same bytes.
    var whole: [UInt8] = []
    var split: [UInt8] = []
    var decoder = Base64Decoder()
    decoder.decode(bytes.span, into: &whole)
    decoder.finish(into: &whole)
    var parts = Base64Decoder()
    let middle = bytes.count / 2
    parts.decode(bytes.span.extracting(0..<middle), into: &split)
    parts.decode(bytes.span.extracting(middle..<bytes.count), into: &split)
    parts.finish(into: &split)
    require(whole == split, "a split input decodes alike")
  }
}
