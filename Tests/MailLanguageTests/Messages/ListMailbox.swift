import MailBytes

@testable import MailLanguage

/// A mailbox of five messages for message lists: alice, bob, alice, carol, bob.
struct ListMailbox: MessageListSource {
  struct Broken: MailError { let summary = "server went away" }

  var senders = ["alice@example.org", "bob@example.org", "alice@example.org", "carol@example.net", "bob@example.org"]
  var subjects = ["apple pie", "banana split", "cherry tart", "Date Cake", "elder wine"]
  var states: [MessageListState] = [[.read, .old], [.read, .old], [.old], [.new], [.new, .flagged]]
  var currentMessage = 4
  var formerMessage: Int?
  var formerList: [Int] = []
  var formerSearch: [MessageMatch] = []
  var viewOrder: [Int]?
  var isBroken = false

  var messageCount: Int { subjects.count }
  func state(of message: Int) -> MessageListState { states[message - 1] }
  func parent(of message: Int) throws(Broken) -> Int? { message == 4 ? 2 : nil }
  func thread(from message: Int) throws(Broken) -> [Int] { message == 2 ? [2, 4, 5] : [message] }

  func find(_ match: MessageMatch, among candidates: [Int]) throws(Broken) -> [Int] {
    if isBroken { throw Broken() }
    return candidates.filter { number in
      switch match {
      case .sender(let text): Self.holds(senders[number - 1], text)
      case .subject(let text): Self.holds(subjects[number - 1], text)
      case .header(let names, let text): names.contains("from") && Self.holds(senders[number - 1], text)
      case .body: number == 3
      case .criterion: number == 2
      default: false
      }
    }
  }

  private static func holds(_ text: String, _ part: [UInt8]) -> Bool {
    let text = Array(text.lowercased().utf8)
    let part = Array(String(decoding: part, as: UTF8.self).lowercased().utf8)
    guard part.count <= text.count else { return false }
    return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
  }
}
