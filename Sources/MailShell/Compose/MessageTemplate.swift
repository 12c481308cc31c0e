import MailBytes

/// The header in front of a text, as `-t` and an editor with `editheaders` give it.
struct MessageTemplate {
  /// To, in the order of the fields.
  private(set) var to: [String] = []
  /// Cc.
  private(set) var cc: [String] = []
  /// Bcc.
  private(set) var bcc: [String] = []
  /// Fcc.
  private(set) var fcc: [String] = []
  /// From.
  private(set) var from: String?
  /// Reply-To.
  private(set) var replyTo: String?
  /// Sender.
  private(set) var sender: String?
  /// Subject.
  private(set) var subject: String?
  /// In-Reply-To.
  private(set) var inReplyTo: String?
  /// References.
  private(set) var references: [String] = []
  /// All other fields, in order.
  private(set) var fields: [(name: String, value: String)] = []
  /// Where the text begins.
  private(set) var bodyStart: Int
  /// Whether fields for the envelope or the subject follow the line that began the text, without an empty line between:
  /// a head with a broken line in it rather than a text.
  private(set) var isBroken = false
  /// Whether it is a complete MIME message, which is to be sent as it is.
  private(set) var isMIME = false

  /// Reads the fields up to the first empty line; nil when the first line is no field.
  init?(_ bytes: [UInt8]) {
    var entries: [(name: String, value: [UInt8])] = []
    var index = 0
    bodyStart = bytes.count
    while index < bytes.count {
      var end = index
      while end < bytes.count, bytes[end] != 0x0a { end += 1 }
      let next = min(end + 1, bytes.count)
      var line = bytes[index..<end]
      if line.last == 0x0d { line = line.dropLast() }
      if line.isEmpty {
        bodyStart = next
        break
      }
      if line.first == UInt8(ascii: "#") {
        index = next
        continue
      }
      if line.first == 0x20 || line.first == 0x09 {
        guard let last = entries.indices.last else { return nil }
        entries[last].value += [0x20] + Blanks.trim(Array(line))
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")), let name = Self.fieldName(line[..<colon]) {
        entries.append((name: name, value: Blanks.trim(Array(line[(colon + 1)...]))))
      } else if entries.isEmpty || !line.starts(with: "From ".utf8) {
        // A line that is no field begins the text, as where the empty line was forgotten.
        guard !entries.isEmpty else { return nil }
        bodyStart = index
        isBroken = Self.lacksColon(line) || Self.holdsEnvelopeField(bytes[next...])
        break
      }
      index = next
    }
    guard !entries.isEmpty else { return nil }
    for entry in entries { take(entry.name, String(keeping: entry.value)) }
    let names = entries.map { ASCIIName.lowered($0.name) }
    isMIME = names.contains("mime-version") && names.contains("content-type")
  }

  /// The name of a field; blanks in front of the colon are the obsolete form of RFC 5322 section 4.5.
  private static func fieldName(_ text: ArraySlice<UInt8>) -> String? {
    var text = text
    while text.last == 0x20 || text.last == 0x09 { text.removeLast() }
    guard !text.isEmpty, text.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return nil }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether a line begins with the name of such a field and an address behind it, but for the colon.
  private static func lacksColon(_ line: ArraySlice<UInt8>) -> Bool {
    guard let end = line.firstIndex(where: { $0 == 0x20 || $0 == 0x09 }) else { return false }
    switch ASCIIName.lowered(String(decoding: line[..<end], as: UTF8.self)) {
    case "to", "cc", "bcc", "from", "reply-to":
      return line[end...].drop { $0 == 0x20 || $0 == 0x09 }.prefix { $0 != 0x20 }.contains(UInt8(ascii: "@"))
    default: return false
    }
  }

  /// Whether one of the lines before the first empty one names recipients, the sender or the subject.
  private static func holdsEnvelopeField(_ bytes: ArraySlice<UInt8>) -> Bool {
    for line in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
      if line.isEmpty || line.first == 0x0d { return false }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      switch fieldName(line[..<colon]).map(ASCIIName.lowered) {
      case "to", "cc", "bcc", "from", "subject": return true
      default: continue
      }
    }
    return false
  }

  private mutating func take(_ name: String, _ value: String) {
    switch ASCIIName.lowered(name) {
    case "to": if !value.isEmpty { to.append(value) }
    case "cc": if !value.isEmpty { cc.append(value) }
    case "bcc": if !value.isEmpty { bcc.append(value) }
    case "fcc": if !value.isEmpty { fcc.append(value) }
    case "from": from = value.isEmpty ? nil : value
    case "reply-to": replyTo = value.isEmpty ? nil : value
    case "sender": sender = value.isEmpty ? nil : value
    case "subject": subject = value
    case "in-reply-to": inReplyTo = value
    case "references": references = value.split(separator: " ").map(String.init)
    default: fields.append((name: name, value: value))
    }
  }
}
