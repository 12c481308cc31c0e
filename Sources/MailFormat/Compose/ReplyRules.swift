import MailBytes

/// To whom an answer goes, what it is called, what it refers to, how it quotes.
public enum ReplyRules {
  /// How many identifiers References holds at most: the first, which begins the thread, and the newest.
  public static let mostReferences = 21

  /// Who is answered.
  public enum Scope: Sendable, Equatable {
    /// The author alone: Reply, respond to sender.
    case author
    /// The author and all recipients: reply, followup to all.
    case all
    /// The mailing list it came by: Lreply.
    case list
  }

  /// The recipients of an answer.
  public struct Recipients: Sendable, Equatable {
    /// For To.
    public var to: [Address] = []
    /// For Cc.
    public var cc: [Address] = []

    /// Nobody.
    public init() {}
    /// Makes recipients from both lists.
    public init(to: [Address], cc: [Address] = []) {
      self.to = to
      self.cc = cc
    }
  }

  /// The recipients of an answer to one message; each appears once, and never nobody as long as there was an author.
  public static func recipients(of message: ReplyMessage, scope: Scope, policy: ReplyPolicy) -> Recipients {
    let author = authors(of: message, policy)
    switch scope {
    case .author: return Recipients(to: unique(author))
    case .list:
      let lists = listAddresses(of: message, policy)
      return lists.isEmpty
        ? recipients(of: message, scope: .all, policy: policy) : Recipients(to: unique(lists))
    case .all:
      if policy.honoursFollowupTo, !message.followupTo.isEmpty { return Recipients(to: unique(message.followupTo)) }
      return answerToAll(message, author, policy)
    }
  }

  /// The recipients of one answer to several messages.
  public static func recipients(of messages: [ReplyMessage], scope: Scope, policy: ReplyPolicy) -> Recipients {
    var all = Recipients()
    for message in messages {
      let some = recipients(of: message, scope: scope, policy: policy)
      all.to += some.to
      all.cc += some.cc
    }
    all.to = unique(all.to)
    all.cc = unique(all.cc).filter { address in !all.to.contains { $0.isLikelySameMailbox(as: address) } }
    return all
  }

  /// A field that an answer would go by and that names more people than were read, so that the answer would miss some.
  public static func cutField(
    of message: ReplyMessage, scope: Scope, policy: ReplyPolicy
  ) -> HeaderFieldName? {
    guard !message.cutFields.isEmpty else { return nil }
    var used: [HeaderFieldName] =
      policy.honoursReplyTo && !message.replyTo.isEmpty
      ? [.replyTo] : message.from.isEmpty ? [.sender] : [.from]
    switch scope {
    case .author: break
    case .list where !listAddresses(of: message, policy).isEmpty: return nil
    case .list, .all:
      if policy.honoursFollowupTo, !message.followupTo.isEmpty { used = [.mailFollowupTo] } else { used += [.to, .cc] }
    }
    return message.cutFields.first(where: used.contains)
  }

  /// Whom an answer is for and cannot go to, where no mail can be sent to any author it would go by; nil where it can, and
  /// where it goes by something else.
  public static func unreachableAuthor(
    of message: ReplyMessage, scope: Scope, policy: ReplyPolicy
  ) -> Address? {
    switch scope {
    case .author: break
    case .list where !listAddresses(of: message, policy).isEmpty: return nil
    case .list, .all: if policy.honoursFollowupTo, !message.followupTo.isEmpty { return nil }
    }
    let authors = authors(of: message, policy)
    return authors.contains(where: \.isMailable) ? nil : authors.first
  }

  private static func authors(of message: ReplyMessage, _ policy: ReplyPolicy) -> [Address] {
    if policy.honoursReplyTo, !message.replyTo.isEmpty { return message.replyTo }
    if !message.from.isEmpty { return message.from }
    if !message.sender.isEmpty { return message.sender }
    return message.envelopeSender.map { [$0] } ?? []
  }

  private static func answerToAll(
    _ message: ReplyMessage, _ author: [Address], _ policy: ReplyPolicy
  ) -> Recipients {
    var to = policy.recipientsInCc ? author : author + message.to
    var cc = policy.recipientsInCc ? message.to + message.cc : message.cc
    if !policy.metoo {
      to.removeAll(where: policy.isOwn)
      cc.removeAll(where: policy.isOwn)
    }
    to = unique(to)
    cc = unique(cc).filter { address in !to.contains { $0.isLikelySameMailbox(as: address) } }
    // An answer to oneself goes to oneself rather than to nobody.
    if to.isEmpty, cc.isEmpty { to = unique(author) }
    guard to.isEmpty else { return Recipients(to: to, cc: cc) }
    // One to a message of one's own goes to those that it went to, as it went to them.
    let first = cc.filter { address in message.to.contains { $0.isLikelySameMailbox(as: address) } }
    if first.isEmpty { return Recipients(to: cc) }
    return Recipients(to: first, cc: cc.filter { address in !first.contains { $0.isLikelySameMailbox(as: address) } })
  }

  private static func listAddresses(of message: ReplyMessage, _ policy: ReplyPolicy) -> [Address] {
    if !message.listPost.isEmpty { return message.listPost }
    return (message.to + message.cc).filter { address in
      policy.lists.contains { $0.isLikelySameMailbox(as: address) }
    }
  }

  static func unique(_ addresses: [Address]) -> [Address] {
    var seen: Set<[UInt8]> = []
    var result: [Address] = []
    for address in addresses where !(address.localPart.isEmpty && address.domain.isEmpty) {
      var key = Array(address.localPart.utf8)
      key.append(0x40)
      key += ASCII.lowercased(Array(address.domain.utf8))
      if seen.insert(key).inserted { result.append(address) }
    }
    return result
  }

  // MARK: subject

  /// The subject with one `Re: ` in front; those that are there, in any language known, are not repeated.
  public static func replySubject(_ subject: String, policy: ReplyPolicy = ReplyPolicy()) -> String {
    policy.replyPrefix + bare(subject, known: ["re", "aw", "antw", "sv", "vs"], policy.replyStrings)
  }

  /// The subject with one `Fwd: ` in front.
  public static func forwardSubject(_ subject: String) -> String {
    "Fwd: " + bare(subject, known: ["fwd", "fw", "wg"], [])
  }

  private static func bare(_ subject: String, known: [String], _ more: [String]) -> String {
    var rest = Array(subject.utf8)[...]
    while true {
      rest = rest.drop { $0.isASCIIWhitespace }
      guard let colon = rest.firstIndex(of: 0x3a) else { break }
      var word = [UInt8](rest[..<colon])
      // `Re[2]:` and `Re (3):` count how often.
      while let last = word.last,
        last.isASCIIDigit || last.isASCIIBlank || [0x5b, 0x5d, 0x28, 0x29, 0x5e].contains(last)
      {
        word.removeLast()
      }
      let lowered = ASCII.lowercased(word)
      let isKnown = (known + more).contains { ASCII.lowercased(Array($0.utf8)) == lowered }
      guard isKnown, !word.isEmpty else { break }
      rest = rest[(colon + 1)...]
    }
    return String(decoding: rest, as: UTF8.self)
  }

  // MARK: thread

  /// In-Reply-To of an answer.
  public static func inReplyTo(_ message: ReplyMessage) -> [MessageID] { message.messageID.map { [$0] } ?? [] }

  /// References of an answer (RFC 5322 section 3.6.4): those of the message and its own, the middle left out when they
  /// are too many.
  public static func references(_ message: ReplyMessage) -> [MessageID] {
    var ids = message.references
    if ids.isEmpty, message.inReplyTo.count == 1 { ids = message.inReplyTo }
    if let own = message.messageID {
      ids.removeAll { $0 == own }
      ids.append(own)
    }
    if ids.count > mostReferences { ids = [ids[0]] + ids.suffix(mostReferences - 1) }
    return ids
  }

  // MARK: quoting

  /// A text with a prefix in front of each line.
  ///
  /// - Parameter trimsEmpty: whether the blanks at the end of the prefix are left out on empty lines.
  public static func quote(_ body: Span<UInt8>, prefix: [UInt8], trimsEmpty: Bool = false) -> [UInt8] {
    var short = prefix
    if trimsEmpty { while let last = short.last, last.isASCIIBlank { short.removeLast() } }
    var output: [UInt8] = []
    output.reserveCapacity(body.count + body.count / 20 * prefix.count + prefix.count + 1)
    var scanner = LineScanner(body)
    while let line = scanner.next() {
      output += line.content.isEmpty ? short : prefix
      output.append(body.extracting(line.content))
      output.append(0x0a)
    }
    return output
  }

  /// The line in front of a quoted text, made from a format.
  ///
  /// `%f` is the author's name and address, `%a` the address, `%n` the name or else the address, `%r` the name, `%d` the
  /// date as given, `%s` the subject, `%i` the Message-ID, `%%` a percent sign.
  public static func attribution(_ format: String, message: ReplyMessage, date: String) -> [UInt8] {
    var output: [UInt8] = []
    let author = message.from.first
    var isEscape = false
    for byte in format.utf8 {
      guard isEscape else {
        if byte == 0x25 { isEscape = true } else { output.append(byte) }
        continue
      }
      isEscape = false
      switch byte {
      case 0x61: output += Array((author?.addrSpec ?? "").utf8)
      case 0x6e: output += Array((author.map { $0.displayName.isEmpty ? $0.addrSpec : $0.displayName } ?? "").utf8)
      case 0x66: output += Array((author?.shownForm ?? "").utf8)
      case 0x72: output += Array((author?.displayName ?? "").utf8)
      case 0x64: output += Array(date.utf8)
      case 0x73: output += Array(message.subject.utf8)
      case 0x69: output += Array((message.messageID?.bracketed ?? "").utf8)
      case 0x25: output.append(0x25)
      default: output += [0x25, byte]
      }
    }
    if isEscape { output.append(0x25) }
    return output
  }
}
