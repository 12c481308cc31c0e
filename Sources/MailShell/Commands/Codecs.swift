import MailBytes
import MailFormat
import MailLanguage

extension Command {
  private static func codec(
    _ name: String, _ shortest: Int, usage: String, help: String,
    _ convert: @escaping @Sendable (Session, String, [UInt8]) throws -> [UInt8]?
  ) -> Command {
    Command(name, shortest, takes: .raw, .anywhere, usage: usage, help: help) { session, call in
      let words = call.raw.split(separator: 0x20, maxSplits: 1, omittingEmptySubsequences: true)
      guard let operation = words.first else { throw ShellError("\(name): what to do is missing", hint: usage) }
      var text = words.count > 1 ? Array(words[1]) : []
      if !session.language.parameters.isEmpty { text = WordExpander.text(text, session.expansion) }
      let verb = ASCIIName.lowered(String(decoding: operation, as: UTF8.self))
      guard let result = try convert(session, verb, text) else {
        session.say(TerminalText(cleaning: text))
        return .failed
      }
      session.say(TerminalText(cleaning: result))
      return .done
    }
  }

  /// Percent encoding.
  static let urlcodec = codec(
    "urlcodec", 2, usage: "encode | decode | pathenc | pathdec text", help: "Encode or decode percent signs of URLs."
  ) { _, verb, text in
    if verb.hasPrefix("d") || verb.hasPrefix("pd") || verb.hasPrefix("pathd") { return Percent.decode(text) }
    return percentEncoded(text, isPath: verb.hasPrefix("p"))
  }

  /// Quoting of the shell.
  static let shcodec = codec(
    "shcodec", 3, usage: "encode | decode text", help: "Put a text into the quoting of the shell, or take it off."
  ) { _, verb, text in
    if verb.hasPrefix("d") { return Array(WordLexer.words(text).map(\.bytes).joined(separator: [0x20])) }
    return Array(ShellQuote.quoted(String(decoding: text, as: UTF8.self)).utf8)
  }

  /// Names of IMAP folders.
  static let imapcodec = codec(
    "imapcodec", 5, usage: "encode | decode name", help: "Convert the name of an IMAP folder (modified UTF-7)."
  ) { _, verb, text in
    verb.hasPrefix("d") ? ModifiedUTF7.decode(text) : ModifiedUTF7.encode(text)
  }

  /// Addresses.
  static let addrcodec = codec(
    "addrcodec", 2, usage: "encode | decode | skin | skinlist address",
    help: "Write an address as it stands in header fields, or show it; skin tells the bare address."
  ) { session, verb, text in
    guard let address = AddressParser.parse(text).mailboxes.first, !address.addrSpec.isEmpty else { return nil }
    if verb.hasPrefix("s") { return Array(address.addrSpec.utf8) }
    return Array((verb.hasPrefix("d") ? address.plainForm : address.headerForm).utf8)
  }
}

/// Everything but letters, digits and `-._~` as `%XX`; a path does not begin with a dash or a dot.
private func percentEncoded(_ text: [UInt8], isPath: Bool) -> [UInt8] {
  let digits = Array("0123456789ABCDEF".utf8)
  var result: [UInt8] = []
  for (index, byte) in text.enumerated() {
    let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    let isMark = byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    let isTilde = byte == UInt8(ascii: "~") && !isPath
    let isSafe = isLetter || isTilde || isMark && !(isPath && index == 0 && byte != UInt8(ascii: "_"))
    if isSafe || isPath && byte == UInt8(ascii: "/") {
      result.append(byte)
    } else {
      result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return result
}
