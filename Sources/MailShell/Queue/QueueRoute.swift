import MailLanguage

/// The way out that `-S` chose for a message that waits: the setting that named it and its value, without a password.
struct QueueRoute: Equatable {
  /// `smtp`, `mta` or `sendmail`.
  let setting: String
  /// The value of that setting.
  let value: String

  /// What the settings name, if anything, and if a line of a file can hold it.
  init?(_ named: (setting: Setting, value: String)?) {
    guard let named, !named.value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else { return nil }
    setting = named.setting.name
    value = Self.withoutPassword(named.value, by: setting)
  }

  /// Reads what `line` wrote.
  init?(line: String) {
    guard let blank = line.utf8.firstIndex(of: 0x20) else { return nil }
    setting = String(line[..<blank])
    value = String(line[line.utf8.index(after: blank)...])
    guard ["smtp", "mta", "sendmail"].contains(setting), !value.isEmpty else { return nil }
  }

  /// As a line of the queue has it.
  var line: String { setting + " " + value }

  /// The password of a URL stays out of the queue; it comes from the settings when its turn comes.
  private static func withoutPassword(_ text: String, by setting: String) -> String {
    let isServer =
      switch TransportName(text) {
      case .url: true
      case .program(let words): setting == "smtp" && !words.utf8.contains(UInt8(ascii: "/"))
      default: false
      }
    guard isServer else { return text }
    let bytes = Array(text.utf8)
    var start = 0
    if let mark = bytes.indices.first(where: { bytes[$0...].starts(with: "://".utf8) }) { start = mark + 3 }
    if start < bytes.count, bytes[start] == UInt8(ascii: "/") { return text }
    guard let at = bytes[start...].lastIndex(of: UInt8(ascii: "@")),
      let colon = bytes[start..<at].firstIndex(of: UInt8(ascii: ":"))
    else { return text }
    return String(decoding: bytes[..<colon] + bytes[at...], as: UTF8.self)
  }
}
