/// What the name of a folder stands for, before anything is looked up.
///
/// The session resolves home folders, variables, wildcards and the settings that the signs stand for.
public enum MailboxName: Sendable, Equatable {
  /// `%`: the system mailbox of the person.
  case systemMailbox
  /// `%user`: the system mailbox of another user.
  case systemMailboxOf(String)
  /// `%:name`: a name to be treated as the system mailbox, so that read messages move to mbox.
  indirect case asSystemMailbox(MailboxName)
  /// `#`: the folder before this one.
  case previous
  /// `&`: the secondary mailbox, MBOX.
  case secondary
  /// `+name`: below the directory `folder`.
  case belowFolder(String)
  /// `@name`: below the base of the IMAP server; alone, the file given with `-f`.
  case belowServer(String)
  /// `~/name` or `~user/name`: the user is empty for the person.
  case home(user: String, path: String)
  /// `scheme://...`: mbox, maildir, file, pop3, pops, imap, imaps and the like, in lower case; the rest as written.
  case url(scheme: String, rest: String)
  /// A path as it stands.
  case path(String)

  /// Reads a name.
  public init(_ name: String) { self = MailboxName.read(name, depth: 0) }

  /// `%:` may stand in front of a name, not in front of itself for ever.
  private static func read(_ name: String, depth: Int) -> MailboxName {
    let bytes = name.utf8
    let rest = String(decoding: bytes.dropFirst(), as: UTF8.self)
    switch bytes.first {
    case UInt8(ascii: "%"):
      if bytes.count == 1 { return .systemMailbox }
      if bytes.dropFirst().first == UInt8(ascii: ":"), depth == 0 {
        return .asSystemMailbox(read(String(decoding: bytes.dropFirst(2), as: UTF8.self), depth: 1))
      }
      return rest.utf8.contains(UInt8(ascii: "/")) ? .path(name) : .systemMailboxOf(rest)
    case UInt8(ascii: "#") where bytes.count == 1: return .previous
    case UInt8(ascii: "&") where bytes.count == 1: return .secondary
    case UInt8(ascii: "+"): return .belowFolder(rest)
    case UInt8(ascii: "@"): return .belowServer(rest)
    case UInt8(ascii: "~"):
      let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/"))
      let user = String(rest[..<(slash ?? rest.endIndex)])
      let path = slash.map { String(decoding: rest.utf8[$0...].dropFirst(), as: UTF8.self) } ?? ""
      return .home(user: user, path: path)
    default:
      return url(name) ?? .path(name)
    }
  }

  private static func url(_ name: String) -> MailboxName? {
    let bytes = Array(name.utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 1, bytes.count >= colon + 3,
      bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/")
    else { return nil }
    let scheme = bytes[..<colon].map(lowered)
    for byte in scheme where !(byte >= 0x61 && byte <= 0x7a || byte >= 0x30 && byte <= 0x39 || byte == 0x2b) {
      return nil
    }
    return .url(
      scheme: String(decoding: scheme, as: UTF8.self), rest: String(decoding: bytes[(colon + 3)...], as: UTF8.self))
  }
}
