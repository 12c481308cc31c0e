import MailLanguage

/// Which kinds of recipients `expandaddr` lets through; names and addresses alone unless it says more.
struct AddressPolicy: Equatable {
  /// The kinds of recipients.
  struct Kinds: OptionSet {
    let rawValue: UInt8
    /// Files and folders among the recipients.
    static let file = Kinds(rawValue: 1)
    /// Commands.
    static let pipe = Kinds(rawValue: 2)
    /// Names without a host that no alias explains.
    static let name = Kinds(rawValue: 4)
    /// Addresses.
    static let addr = Kinds(rawValue: 8)
    /// Files of an Fcc field.
    static let fcc = Kinds(rawValue: 16)
    /// Whatever is named.
    static let all: Kinds = [.file, .pipe, .name, .addr, .fcc]
    /// What reaches people and no files, but for the copies that are asked for as such.
    static let people: Kinds = [.name, .addr, .fcc]

    /// The kinds that a word of the list is about, nil for any other word.
    init?(word: String) {
      switch word {
      case "all": self = .all
      case "file": self = [.file, .fcc]
      case "fcc": self = .fcc
      case "pipe": self = .pipe
      case "name": self = .name
      case "addr": self = .addr
      default: return nil
      }
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }
  }

  /// What is let through.
  private(set) var allowed: Kinds
  /// Whether a name of a user of this machine becomes an address with its host.
  private(set) var completesUsers = false
  /// Whether every name becomes an address with this host.
  private(set) var completesNames = false
  /// Whether addresses must lie in a known domain, even if none was named.
  private(set) var checksDomains = false

  /// Names and addresses.
  init() { allowed = .people }

  /// Reads `expandaddr`: empty allows everything, else a list of words as in s-nail.
  ///
  /// A list that begins by taking a kind away takes it from all of them, and one that names no kind restricts none, as in
  /// s-nail. One that begins by adding a kind adds it to people, so that `+file` opens no door to commands. A word that
  /// nobody knows may have been meant to close a door: beside it only people are reached, unless kinds are added.
  ///
  /// - Parameter isTrusted: whether `restrict` lets everything through: a person types, or `-~` was given.
  init(_ text: String, isTrusted: Bool = false) {
    let words = text.split(whereSeparator: { $0 == "," || $0 == " " || $0 == ";" })
    let known = Setting.expandaddr.declaration.words
    let isClear = words.allSatisfy { known.canonical(String($0.drop { "+-~".contains($0) })) != nil }
    let all: Kinds = isClear ? .all : .people
    var kinds: Kinds?
    var isRestricted = false
    for written in words {
      var word = Substring(ASCIIName.lowered(String(written)))
      let takesAway = word.first == "-" || word.first == "~"
      if takesAway || word.first == "+" { word.removeFirst() }
      if let kind = Kinds(word: String(word)) {
        if takesAway { kinds = (kinds ?? all).subtracting(kind) } else { kinds = (kinds ?? .people).union(kind) }
        continue
      }
      switch word {
      case "restrict":
        isRestricted = !takesAway
        if isRestricted { kinds = .people }
      // The older word for the same.
      case "noalias": kinds = (kinds ?? all).subtracting(.name)
      case "nametoaddr": completesUsers = !takesAway
      case "namehostex": completesNames = !takesAway
      case "domaincheck": checksDomains = !takesAway
      // `fail`, `failinvaddr` and `shquote` ask for what is always so here.
      default: continue
      }
    }
    allowed = isRestricted && isTrusted ? .all : kinds ?? all
  }
}
