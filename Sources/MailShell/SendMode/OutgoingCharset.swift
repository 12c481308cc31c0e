import MailBytes
import MailFormat
import MailLanguage
import MailSystem

/// The charset of an outgoing text, as `sendcharsets`, `charset-8bit` and `reply-in-same-charset` ask for it.
///
/// Without these settings nothing is converted: text is UTF-8 already, or labelled with what it was written in.
struct OutgoingCharset {
  let session: Session
  /// The charset of the message that is answered; nil for none.
  let preferred: String?

  /// Texts over this size stay as they are.
  private static var limit: Int { 16 << 20 }

  /// Converts a plain text to the first charset that holds all of it.
  func apply(to part: inout MailFormat.Attachment, _ body: SpooledInput) throws {
    let settings = session.settings
    let isAsked =
      preferred != nil || settings.isAssigned(.sendcharsets) || settings.isAssigned(.charset8bit)
      || settings.flag(.sendcharsetsElseTtycharset)
    guard isAsked, part.type == nil || part.type == "text/plain", body.count <= Self.limit else { return }
    var text: [UInt8] = []
    try body.read(at: 0, limit: body.count, into: &text)
    if UTF8Text.isASCII(text.span) { return }
    if !UTF8Text.isValid(text) {
      guard let read = session.world.charsets.decode(text, from: session.foreignCharset) else { return }
      text = read
    }
    for name in names {
      if ASCIIName.equal(name, "us-ascii") || ASCIIName.equal(name, "ascii") { continue }
      if ASCIIName.equal(name, "utf-8") || ASCIIName.equal(name, "utf8") {
        part.content = MemoryContent(text)
        part.charset = "utf-8"
        return
      }
      guard let bytes = session.world.charsets.encode(text, to: name) else { continue }
      part.content = MemoryContent(bytes)
      part.charset = ASCIIName.lowered(name)
      return
    }
    part.content = MemoryContent(text)
    part.charset = "utf-8"
  }

  /// The charsets to try, best first.
  private var names: [String] {
    let settings = session.settings
    var names = preferred.map { [$0] } ?? []
    if let list = settings.string(.sendcharsets), settings.isAssigned(.sendcharsets) {
      names += list.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
    } else if settings.flag(.sendcharsetsElseTtycharset) {
      names.append(session.terminalCharset)
    }
    return names + [settings.string(.charset8bit) ?? "utf-8"]
  }
}

extension Session {
  /// The charset of the terminal and of text that is no UTF-8: `ttycharset`, else that of the locale, else Latin-1.
  var terminalCharset: String {
    if let namedTerminalCharset { return namedTerminalCharset }
    guard let name = localeCharset, name != "utf-8", name != "utf8" else { return "iso-8859-1" }
    return name
  }

  /// The charset that `ttycharset` or else the locale names; nil where neither does.
  var namedCharset: String? { namedTerminalCharset ?? localeCharset }

  private var namedTerminalCharset: String? {
    guard let name = settings.string(.ttycharset), !name.isEmpty, !ASCIIName.equal(name, "auto") else { return nil }
    return name
  }

  /// The charset that a locale has in its name, and of others that the system says; nil where that is US-ASCII, as for `C`.
  private var localeCharset: String? {
    for variable in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let locale = world.environment[variable], !locale.isEmpty else { continue }
      guard let dot = locale.utf8.firstIndex(of: UInt8(ascii: ".")) else {
        // To ask means to load the locale, which no run does that gets by without.
        if plainLocale?.name != locale {
          plainLocale = (locale, SystemLocale.charset(of: locale).map(ASCIIName.lowered))
        }
        return plainLocale?.charset
      }
      let name = ASCIIName.lowered(String(locale[locale.utf8.index(after: dot)...].prefix { $0 != "@" }))
      return name.isEmpty ? nil : name
    }
    return nil
  }

  /// What text is read as that is no UTF-8: the terminal's charset where that can be it, else Windows-1252 by the name
  /// that everybody reads so.
  var foreignCharset: String {
    let name = terminalCharset
    switch CharsetLabel(name).kind {
    case .utf8, .ascii: return "iso-8859-1"
    default: return name
    }
  }

  /// Text of arguments and start-up files for a header: what is UTF-8 stays, all else is read in `foreignCharset`.
  func text(_ value: String) -> String {
    guard value.keepsForeignBytes else { return value }
    let bytes = value.keptBytes
    let read = decoder.decode(bytes, from: CharsetLabel(foreignCharset)) ?? decoder.decodeUnlabelled(bytes)
    return String(decoding: read, as: UTF8.self)
  }

  /// An address for a header, each of its pieces read so.
  func text(_ address: Address) -> Address {
    Address(
      displayName: text(address.displayName), localPart: text(address.localPart), domain: text(address.domain))
  }
}
