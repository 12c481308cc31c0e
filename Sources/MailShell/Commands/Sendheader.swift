import MailLanguage

extension Command {
  /// GNU's way to give messages further header fields.
  static let sendheader = Command(
    "sendheader", 5, takes: .raw, .anywhere, usage: "[field[: value]]",
    help: "Put a header field into new messages, take it out again, or list such fields (see customhdr)."
  ) { session, call in
    let text = call.raw
    var entries = session.customFields
    guard !text.isEmpty else {
      for entry in entries { session.say(String(decoding: entry, as: UTF8.self)) }
      return .done
    }
    let end = text.firstIndex { $0 == UInt8(ascii: ":") || $0 == 0x20 || $0 == 0x09 } ?? text.endIndex
    let name = Array(text[..<end])
    entries.removeAll { entry in
      let other = entry.prefix { $0 != UInt8(ascii: ":") }
      return ASCIIName.equal(String(decoding: other, as: UTF8.self), String(decoding: name, as: UTF8.self))
    }
    var value = Array(text[end...])
    if value.first == UInt8(ascii: ":") { value.removeFirst() }
    value = Blanks.trim(value)
    if !value.isEmpty { entries.append(name + [0x3a, 0x20] + value) }
    let joined = entries.map { entry in
      entry.flatMap { $0 == UInt8(ascii: ",") ? [UInt8(ascii: "\\"), $0] : [$0] }
    }
    session.rememberLocally(Array("customhdr".utf8))
    if entries.isEmpty {
      session.settings.unset(Array("customhdr".utf8), from: session.language.origin)
    } else {
      try session.settings.assign(
        Array("customhdr".utf8), Array(joined.joined(separator: Array(", ".utf8))), from: session.language.origin)
    }
    return .done
  }
}

extension Session {
  /// The fields of `customhdr`, parted at commas that no backslash protects.
  fileprivate var customFields: [[UInt8]] {
    var entries: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in settings.bytes(.customhdr) ?? [] {
      if !isEscaped, byte == UInt8(ascii: ",") {
        entries.append([])
      } else if isEscaped || byte != UInt8(ascii: "\\") {
        entries[entries.count - 1].append(byte)
      }
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
    }
    return entries.map { Blanks.trim($0) }.filter { !$0.isEmpty }
  }
}
