import MailFormat
import MailLanguage

extension Command {
  private static func declaring(_ name: String, _ shortest: Int, isSubscribed: Bool, help: String) -> Command {
    Command(name, shortest, takes: .words(least: 0, most: .max), .anywhere, usage: "[address ...]", help: help) {
      session, call in
      if call.words.isEmpty {
        for list in session.language.mailingLists where list.isSubscribed == isSubscribed { session.say(list.address) }
      }
      for address in call.strings {
        session.language.mailingLists.removeAll { ASCIIName.equal($0.address, address) }
        session.language.mailingLists.append((address, isSubscribed))
      }
      return .done
    }
  }

  private static func forgetting(_ name: String, _ shortest: Int, help: String) -> Command {
    Command(name, shortest, takes: .words(least: 1, most: .max), .anywhere, usage: "address ... | *", help: help) {
      session, call in
      for address in call.strings {
        session.language.mailingLists.removeAll { address == "*" || ASCIIName.equal($0.address, address) }
      }
      return .done
    }
  }

  /// Declares mailing lists.
  static let mlist = declaring("mlist", 2, isSubscribed: false, help: "Declare addresses of mailing lists.")
  /// Declares mailing lists that the person reads.
  static let mlsubscribe = declaring(
    "mlsubscribe", 3, isSubscribed: true, help: "Declare addresses of mailing lists that you are subscribed to.")
  /// Forgets mailing lists.
  static let unmlist = forgetting("unmlist", 3, help: "Forget addresses of mailing lists.")
  /// Forgets subscriptions.
  static let unmlsubscribe = forgetting("unmlsubscribe", 5, help: "Forget subscriptions of mailing lists.")
}

extension Session {
  /// Whether a message went to a declared mailing list, and to one that the person is subscribed to.
  func mailingList(of number: Int) throws -> (isKnown: Bool, isSubscribed: Bool) {
    guard !language.mailingLists.isEmpty else { return (false, false) }
    let header = try header(of: number)
    var isKnown = false
    var isSubscribed = false
    for name in [HeaderFieldName.to, .cc] {
      isSubscribed =
        isSubscribed
        || header.containsAddress(name, using: decoder) { recipient in
          let lists = language.mailingLists.filter { ASCIIName.equal($0.address, recipient.addrSpec) }
          if !lists.isEmpty { isKnown = true }
          return lists.contains { $0.isSubscribed }
        }
    }
    return (isKnown, isSubscribed)
  }
}
