public import MailBytes

/// The `.netrc` format: `machine HOST login USER password WORD`, `default`, `macdef`, quoted words, comments.
public struct NetrcFile {
  /// What one entry says.
  public struct Entry: Sendable {
    /// The machine, nil for `default`.
    public var machine: String?
    /// The login name.
    public var login: String?
    /// The password.
    public var password: Secret?
  }

  /// All entries in order.
  public private(set) var entries: [Entry] = []

  /// Reads the text of a file; what is malformed is passed over.
  public init(_ text: [UInt8]) {
    var words = NetrcWords(text)
    while let word = words.next() {
      switch String(decoding: word, as: UTF8.self) {
      case "machine": entries.append(Entry(machine: words.next().map { String(decoding: $0, as: UTF8.self) }))
      case "default": entries.append(Entry(machine: nil))
      case "login", "user":
        let value = words.next()
        if !entries.isEmpty { entries[entries.count - 1].login = value.map { String(decoding: $0, as: UTF8.self) } }
      case "password", "passwd":
        let value = words.next()
        if !entries.isEmpty { entries[entries.count - 1].password = value.map(Secret.init) }
      case "account", "port": _ = words.next()
      case "macdef": words.skipMacro()
      default: continue
      }
    }
  }

  /// The first entry for the host and, if one is wanted, the user; `*.example.org` matches one label as in s-nail.
  ///
  /// - Parameter allowsDefault: whether the entry for all other machines counts.
  public func entry(host: String, user: String?, allowsDefault: Bool = true) -> Entry? {
    var fallback: Entry?
    for entry in entries {
      if let user, let login = entry.login, login != user { continue }
      guard let machine = entry.machine else {
        if fallback == nil, allowsDefault { fallback = entry }
        continue
      }
      if ASCIIName.equal(machine, host) || Self.matchesWildcard(machine, host) { return entry }
    }
    return fallback
  }

  private static func matchesWildcard(_ machine: String, _ host: String) -> Bool {
    guard machine.utf8.starts(with: "*.".utf8), let dot = host.utf8.firstIndex(of: UInt8(ascii: ".")) else {
      return false
    }
    return ASCIIName.equal(String(machine.dropFirst(1)), String(host[dot...]))
  }
}

/// The words of a netrc file.
private struct NetrcWords {
  private let text: [UInt8]
  private var index = 0

  init(_ text: [UInt8]) { self.text = text }

  mutating func next() -> [UInt8]? {
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "#") {
        while index < text.count, text[index] != 0x0a { index += 1 }
      } else if byte <= 0x20 {
        index += 1
      } else {
        break
      }
    }
    guard index < text.count else { return nil }
    var word: [UInt8] = []
    if text[index] == UInt8(ascii: "\"") {
      index += 1
      while index < text.count, text[index] != UInt8(ascii: "\"") {
        if text[index] == UInt8(ascii: "\\"), index + 1 < text.count { index += 1 }
        word.append(text[index])
        index += 1
      }
      index += 1
    } else {
      while index < text.count, text[index] > 0x20 {
        if text[index] == UInt8(ascii: "\\"), index + 1 < text.count { index += 1 }
        word.append(text[index])
        index += 1
      }
    }
    return word
  }

  /// A macro ends at the first empty line.
  mutating func skipMacro() {
    while index < text.count {
      if text[index] == 0x0a, index + 1 < text.count, text[index + 1] == 0x0a { return }
      index += 1
    }
  }
}
