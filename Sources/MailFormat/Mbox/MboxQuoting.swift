import MailBytes

/// The `>` in front of lines that look like From_ lines, as mboxrd has it: one more on the way in, one less on the way
/// out, so that nothing is lost.
public enum MboxQuoting {
  /// Quotes a whole text: each line of any number of `>` and `From ` gets one `>` more.
  public static func quote(_ bytes: Span<UInt8>) -> [UInt8] {
    var quoter = MboxQuoter(.quote)
    var output = [UInt8]()
    output.reserveCapacity(bytes.count + 16)
    quoter.pass(bytes, into: &output)
    quoter.finish(into: &output)
    return output
  }

  /// Takes one `>` from each line of one or more `>` and `From `.
  public static func unquote(_ bytes: Span<UInt8>) -> [UInt8] {
    var quoter = MboxQuoter(.unquote)
    var output = [UInt8]()
    output.reserveCapacity(bytes.count)
    quoter.pass(bytes, into: &output)
    quoter.finish(into: &output)
    return output
  }

  /// Whether quoting would change anything.
  public static func needsQuoting(_ bytes: Span<UInt8>) -> Bool {
    let from: [UInt8] = Array("From ".utf8)
    var position = 0
    while let found = Kernels.firstIndex(ofSequence: from.span, in: bytes, from: position) {
      var start = found
      while start > 0, bytes[start - 1] == 0x3e { start -= 1 }
      if start == 0 || bytes[start - 1] == 0x0a { return true }
      position = found + 5
    }
    return false
  }
}
