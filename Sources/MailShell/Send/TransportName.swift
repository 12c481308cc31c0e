/// What the text of `mta`, `smtp` or `sendmail` names, before anything is looked up.
enum TransportName: Equatable {
  /// Built-in local delivery.
  case local
  /// A file, or standard output.
  case test(String?)
  /// A server.
  case url(String)
  /// The servers of each recipient's domain.
  case exchanges
  /// A program with its arguments.
  case program(String)

  /// Reads the text in the manners of s-nail (`test`, URLs, `file://`) and GNU (`sendmail:PATH`, `prog:PATH`).
  init(_ text: String) {
    if text == "local" || text == "builtin" {
      self = .local
    } else if text == "mx" {
      self = .exchanges
    } else if text == "test" {
      self = .test(nil)
    } else if let rest = Self.rest(of: text, behind: "test://") ?? Self.rest(of: text, behind: "test:") {
      self = .test(rest.isEmpty ? nil : rest)
    } else if let rest = Self.rest(of: text, behind: "file://") ?? Self.rest(of: text, behind: "sendmail:")
      ?? Self.rest(of: text, behind: "prog:")
    {
      self = .program(rest.utf8.starts(with: "//".utf8) ? String(rest.dropFirst(2)) : rest)
    } else if let rest = Self.rest(of: text, behind: "lmtp:/"), rest.utf8.first != UInt8(ascii: "/") {
      self = .url("lmtp:///" + rest)
    } else if text.utf8.first != UInt8(ascii: "/"), Substring(text).range(ofASCII: "://") != nil {
      self = .url(text)
    } else {
      self = .program(text)
    }
  }

  private static func rest(of text: String, behind prefix: String) -> String? {
    guard ASCIIName.hasPrefix(text, prefix) else { return nil }
    return String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }
}
