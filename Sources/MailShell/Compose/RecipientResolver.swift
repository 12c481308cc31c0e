import MailBytes
import MailFormat
import MailSystem

/// Turns what was typed into recipients: splits, expands aliases, applies the policy, removes duplicates.
struct RecipientResolver {
  private let aliases: AliasTable
  private let policy: AddressPolicy
  private let user: String
  private let keepsUser: Bool
  private var result = Recipients()
  private var seen: [Address] = []
  private var seenMany: Set<String> = []
  /// Whether the names beside addresses are left out.
  var dropsNames = false
  /// The domains that addresses may lie in; nil for all.
  var domains: [String]?
  /// The host behind a name that the policy makes an address of.
  var host = ""
  /// The aliases of `mta-aliases`, for names that are none of the person's.
  var transportAliases: TransportAliases?
  /// The aliases whose members are there already, in lower case: one that is reached by many ways would cost too much.
  private var expanded: Set<String> = []
  /// How often somebody was named, whether for the first time or not.
  private var namings = 0
  /// The outermost of the aliases that are being expanded which one inside it has named; its members are those of that one.
  private var outermostNamed = Int.max
  /// Names that only an alias brought in and that are the person's own.
  private var leftOut: [Address] = []

  /// How deep aliases may stand in each other.
  private static var depthLimit: Int { 64 }

  init(aliases: AliasTable, policy: AddressPolicy, user: String, keepsUser: Bool) {
    self.aliases = aliases
    self.policy = policy
    self.user = user
    self.keepsUser = keepsUser
  }

  /// Resolves the three lists; nobody is reached when any entry is malformed or not allowed.
  mutating func resolve(to: [String], cc: [String], bcc: [String]) throws(ShellError) -> Recipients {
    for text in to { result.to += try expand(text) }
    for text in cc { result.cc += try expand(text) }
    for text in bcc { result.bcc += try expand(text) }
    // POSIX takes the person out of an alias, but a message to nobody helps no one.
    if result.isEmpty, let own = leftOut.first { result.to = [own] }
    return result
  }

  private mutating func expand(_ text: String) throws(ShellError) -> [Address] {
    guard !Blanks.trim(Array(text.utf8)).isEmpty else { return [] }
    var found: [Address] = []
    if let plain = Self.plainAddress(text) {
      try add(plain, path: [], to: &found)
    } else {
      for form in try forms(text) { try add(form, path: [], to: &found) }
    }
    return found
  }

  private func forms(_ text: String) throws(ShellError) -> [RecipientForm] {
    do throws(AddressError) {
      return try AddressParser.parseRecipients(text) { [self] name in isSomebody(name) }
    } catch {
      throw ShellError(
        error.summary, hint: "Nothing was sent to anybody." + (error.hint.map { " " + $0 } ?? ""), cause: error.cause,
        exitStatus: error.exitStatus)
    }
  }

  /// Whether a name without a domain is an alias or a user, as transport agents see it: without regard to case, and to a
  /// detail behind a plus sign (RFC 5233).
  private func isSomebody(_ name: String) -> Bool {
    let base = String(name.prefix { $0 != "+" })
    let machine = TransportAliases.ofMachine
    if members(of: name) != nil || members(of: base) != nil || machine.contain(base) { return true }
    return User.named(base) != nil || User.named(ASCIIName.lowered(base)) != nil
  }

  private mutating func add(_ form: RecipientForm, path: [String], to found: inout [Address]) throws(ShellError) {
    switch form {
    case .file(let name) where isOfSystem(path), .folder(let name) where isOfSystem(path):
      throw refused(name, "a file", "an alias of the system may name people alone")
    case .pipe(let command) where isOfSystem(path):
      throw refused("|" + command, "a command", "an alias of the system may name people alone")
    case .file(let name), .folder(let name):
      namings += 1
      guard policy.allowed.contains(.file) else { throw refused(name, "a file", "set expandaddr=+file to allow it") }
      if !result.files.contains(name) { result.files.append(name) }
    case .pipe(let command):
      namings += 1
      guard policy.allowed.contains(.pipe) else {
        throw refused("|" + command, "a command", "set expandaddr=+pipe to allow it")
      }
      if !result.pipes.contains(command) { result.pipes.append(command) }
    case .dashed(let text):
      throw refused(text, "taken for an option", "write it as <" + text + "> if it really is an address")
    case .local(let address):
      if address.displayName.isEmpty, path.count < Self.depthLimit, !isSelf(address, in: path),
        let members = members(of: address.localPart)
      {
        return try addMembers(members, of: address.localPart, path: path, to: &found)
      }
      try add(user: address, path: path, to: &found)
    case .exact(let address):
      try add(user: address, path: path, to: &found)
    case .mailbox(let address):
      try add(address, to: &found)
    }
  }

  private mutating func addMembers(
    _ members: [String], of name: String, path: [String], to found: inout [Address]
  ) throws(ShellError) {
    // One met again, inside itself or elsewhere, has given its members already.
    guard expanded.insert(ASCIIName.lowered(name)).inserted else {
      if let depth = path.firstIndex(where: { ASCIIName.equal($0, name) }) {
        outermostNamed = min(outermostNamed, depth)
      } else {
        namings += 1
      }
      return
    }
    let (before, outer) = (namings, outermostNamed)
    outermostNamed = .max
    for member in members {
      for part in try forms(member) { try add(part, path: path + [name], to: &found) }
    }
    if namings == before, outermostNamed >= path.count { throw Self.reachesNobody(name) }
    outermostNamed = min(outer, outermostNamed)
  }

  /// Why an alias is as faulty as a malformed address: whom it was meant for does not get the message.
  static func reachesNobody(_ name: String) -> ShellError {
    ShellError(
      "\(TerminalQuote.quoted(name)): reaches nobody",
      hint: "Nothing was sent to anybody. Look at its alias: it names nobody, or only itself.", exitStatus: .usage)
  }

  /// A name that is no alias, or is not to be taken for one.
  private mutating func add(user address: Address, path: [String], to found: inout [Address]) throws(ShellError) {
    var address = address
    if address.localPart.unicodeScalars.contains(where: { $0 == "\u{ff20}" || $0 == "\u{fe6b}" }) {
      throw ShellError(
        "\(TerminalQuote.quoted(address.localPart)): holds a wide at sign and no other, so it names no host",
        hint: "Nothing was sent to anybody. Write @ instead.", exitStatus: .dataError)
    }
    // A list of the transport agent's is not the person's own: the copy it gives is meant.
    namings += 1
    if !path.isEmpty, !keepsUser, address.localPart == user, !path.contains(where: { aliases[$0] == nil }) {
      leftOut.append(address)
      return
    }
    if policy.completesNames || (policy.completesUsers && User.named(address.localPart) != nil) {
      address.domain = host
    } else if !policy.allowed.contains(.name) {
      throw refused(address.localPart, "a name without a host", "set expandaddr=+name to allow it")
    }
    try add(address, to: &found)
  }

  /// What a name stands for; nil for itself.
  private func members(of name: String) -> [String]? { aliases[name] ?? transportAliases?[name].map { [$0] } }

  /// Whether one of the aliases on the way here is the system's.
  private func isOfSystem(_ path: [String]) -> Bool { path.contains { aliases.isOfSystem($0) || aliases[$0] == nil } }

  /// Whether an alias names itself, as in `alias tom tom ann`: that member is the address.
  private func isSelf(_ address: Address, in path: [String]) -> Bool {
    path.last.map { ASCIIName.equal($0, address.localPart) } ?? false
  }

  private mutating func add(_ address: Address, to found: inout [Address]) throws(ShellError) {
    namings += 1
    guard address.domain.isEmpty || policy.allowed.contains(.addr) else {
      throw refused(address.addrSpec, "an address", "set expandaddr=+addr to allow it")
    }
    if let domains, !address.domain.isEmpty, !domains.contains(where: { ASCIIName.equal($0, address.domain) }) {
      throw refused(address.addrSpec, "outside the domains that are allowed", "expandaddr-domaincheck names them")
    }
    guard isNew(address) else { return }
    if dropsNames, !address.displayName.isEmpty {
      found.append(Address(localPart: address.localPart, domain: address.domain))
    } else {
      found.append(address)
    }
  }

  /// Whether the address comes for the first time; a set is worth its cost only for long lists.
  private mutating func isNew(_ address: Address) -> Bool {
    if seenMany.isEmpty, seen.count < Self.shortList {
      for other in seen where other.isSameMailbox(as: address) { return false }
      seen.append(address)
      return true
    }
    if seenMany.isEmpty { for other in seen { seenMany.insert(other.mailboxKey) } }
    return seenMany.insert(address.mailboxKey).inserted
  }

  /// Up to here each address is compared with each.
  private static var shortList: Int { 32 }

  private func refused(_ text: String, _ kind: String, _ advice: String) -> ShellError {
    ShellError(
      "cannot send to \(TerminalQuote.quoted(text)): it is \(kind)", hint: "Nothing was sent to anybody; \(advice).",
      exitStatus: .dataError)
  }

  /// `name` and `name@host.example` made of letters, digits, dots, dashes and underlines, as scripts have them.
  static func plainAddress(_ text: String) -> RecipientForm? {
    var at: Int?
    var index = 0
    var previous = UInt8(ascii: ".")
    for byte in text.utf8 {
      if byte == UInt8(ascii: "@") {
        guard at == nil, isWordByte(previous) else { return nil }
        at = index
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") {
        guard isWordByte(previous) else { return nil }
      } else if !isWordByte(byte) {
        return nil
      }
      previous = byte
      index += 1
    }
    guard isWordByte(previous), index <= 64 else { return nil }
    guard let at else { return .local(Address(localPart: text, domain: "")) }
    return .mailbox(
      Address(
        localPart: String(decoding: text.utf8.prefix(at), as: UTF8.self),
        domain: String(decoding: text.utf8.dropFirst(at + 1), as: UTF8.self)))
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "_")
  }
}
