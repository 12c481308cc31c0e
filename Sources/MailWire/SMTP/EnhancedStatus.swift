/// An enhanced status code of RFC 3463: class, subject, detail.
public struct EnhancedStatus: Sendable, Equatable {
  /// 2 for success, 4 for now, 5 for good.
  public let category: Int
  /// What it is about: address, mailbox, mail system, network, protocol, content, security.
  public let subject: Int
  /// The condition itself.
  public let detail: Int

  /// Makes a code from its numbers.
  public init(category: Int, subject: Int, detail: Int) {
    self.category = category
    self.subject = subject
    self.detail = detail
  }

  /// The code as a server writes it.
  public var text: String { "\(category).\(subject).\(detail)" }

  /// What the code says, for people; nil where the registry (RFC 5248) has nothing more than the server's words.
  public var words: String? {
    switch (subject, detail) {
    case (1, 1): "no such mailbox"
    case (1, 2): "no such domain"
    case (1, 3): "malformed recipient address"
    case (1, 4): "ambiguous recipient address"
    case (1, 6): "the mailbox has moved"
    case (1, 7): "malformed sender address"
    case (1, 8): "the sender's domain is unknown"
    case (1, 10): "the domain takes no mail"
    case (2, 1): "the mailbox is disabled"
    case (2, 2): "the mailbox is full"
    case (2, 3): "the message is too long for the recipient"
    case (3, 1): "the mail system is full"
    case (3, 2): "the mail system takes no messages now"
    case (3, 4): "the message is too big"
    case (4, 1): "no answer from the host"
    case (4, 2): "bad connection"
    case (4, 4): "cannot route the message"
    case (4, 5): "the mail system is congested"
    case (4, 6): "a routing loop"
    case (4, 7): "delivery took too long"
    case (5, 3): "too many recipients"
    case (6, 7): "a UTF-8 address is not supported"
    case (7, 0): "refused by policy"
    case (7, 1): "delivery is not authorised"
    case (7, 8): "wrong user name or password"
    case (7, 9): "the authentication mechanism is too weak"
    case (7, 11): "encryption is required"
    case (7, 14): "trust relationship required"
    case (7, 23), (7, 24): "the SPF check failed"
    case (7, 25): "the reverse DNS check failed"
    case (7, 26): "several authentication checks failed"
    default: nil
    }
  }

  /// Reads a code at the start of a reply's text; the category must fit the reply code.
  static func parse(_ text: ArraySlice<UInt8>, replyCode: Int) -> (status: EnhancedStatus, length: Int)? {
    var numbers: [Int] = []
    var index = text.startIndex
    while numbers.count < 3 {
      var number = 0
      var digits = 0
      while index < text.endIndex, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[index]), digits < 3 {
        number = number * 10 + Int(text[index] - UInt8(ascii: "0"))
        digits += 1
        index += 1
      }
      guard digits > 0 else { return nil }
      numbers.append(number)
      if numbers.count < 3 {
        guard index < text.endIndex, text[index] == UInt8(ascii: ".") else { return nil }
        index += 1
      }
    }
    guard index == text.endIndex || text[index] == UInt8(ascii: " "), numbers[0] == replyCode / 100 else { return nil }
    return (
      EnhancedStatus(category: numbers[0], subject: numbers[1], detail: numbers[2]), index - text.startIndex
    )
  }
}
