import MailFormat

/// Whom an answer goes to: the author, and for everybody the other recipients without the person's own addresses.
struct ReplyAddresses {
  /// The To field.
  private(set) var to: [Address] = []
  /// The Cc field.
  private(set) var cc: [Address] = []

  init(
    original: AnsweredMessage, own: [Address], keepsOwn: Bool, toAll: Bool, honoursReplyTo: Bool = true,
    honoursFollowupTo: Bool = true
  ) {
    func isOwn(_ address: Address) -> Bool {
      !keepsOwn && own.contains { $0.isLikelySameMailbox(as: address) }
    }
    var seen: [Address] = []
    func takeNew(_ addresses: [Address], _ target: inout [Address], keepsOwn: Bool = false) {
      for address in addresses where keepsOwn || !isOwn(address) {
        guard !seen.contains(where: { $0.isSameMailbox(as: address) }) else { continue }
        seen.append(address)
        target.append(address)
      }
    }
    if toAll, honoursFollowupTo, !original.followupTo.isEmpty {
      takeNew(original.followupTo, &to)
      return
    }
    let authors = original.replyTo.isEmpty || !honoursReplyTo ? original.from : original.replyTo
    guard toAll else {
      takeNew(authors, &to, keepsOwn: true)
      return
    }
    // Answering one's own message goes to those it went to.
    let isFromSelf = authors.allSatisfy(isOwn)
    if !isFromSelf { takeNew(authors, &to) }
    takeNew(original.to, &cc)
    takeNew(original.cc, &cc)
    if to.isEmpty, cc.isEmpty { takeNew(authors, &to, keepsOwn: true) }
  }
}
