import MailBytes
import MailFormat
import MailLanguage
import MailWire

extension FuzzTarget {
  static let rcFile = FuzzTarget(name: "rc-file") { bytes in
    var parser = RCParser(bytes, name: "rc")
    while let line = parser.next() {
      _ = CommandLine(line.text)
      _ = WordLexer.words(line.text)
      _ = AliasArguments.words(line.text)
    }
  }

  static let messageList = FuzzTarget(name: "message-list") { bytes in _ = try? MessageList(bytes) }
  static let searchCriteria = FuzzTarget(name: "search-criteria") { bytes in _ = try? SearchQuery.parse(bytes) }
  static let headline = FuzzTarget(name: "headline") { bytes in _ = HeadlineFormat(bytes) }
  static let mailboxName = FuzzTarget(name: "mailbox-name") { bytes in
    _ = MailboxName(String(decoding: bytes, as: UTF8.self))
  }
  static let mailto = FuzzTarget(name: "mailto") { bytes in _ = MailtoURL(bytes) }

  static let smtpReply = FuzzTarget(name: "smtp-reply") { bytes in
    var parser = ReplyParser()
    var position = 0
    while let reply = try? parser.next(in: bytes, at: &position) {
      require(reply.lines.count <= ReplyParser.maximumLines, "a reply is bounded")
    }
    require(position <= bytes.count, "no byte out of nothing")
  }
}
