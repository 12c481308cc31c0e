import MailFormat
import MailLanguage
import MailStore

extension Session {
  /// The threads of a folder, read from the header of every message the first time that they are asked for.
  func threads(of folder: OpenFolder) throws -> MessageThreads {
    if let threads = self.folder?.threads ?? folder.threads { return threads }
    let (decoder, marks) = (decoder, replyMarks)
    var members: [ThreadMember] = []
    members.reserveCapacity(folder.count)
    for number in 1..<(folder.count + 1) {
      // What is gone belongs to no thread any more.
      let (head, start) = folder.isGone(number) ? ([], 0) : try folder.mailbox.head(of: number)
      let header = HeaderBlock(head, in: start..<head.count)
      members.append(
        ThreadMember(
          header, received: receivedDate(fromLine: head.span.extracting(..<start)), marks: marks, using: decoder))
    }
    let threads = MessageThreads(members)
    self.folder?.threads = threads
    return threads
  }

  /// When a message was sent; when it was received where its Date field tells nothing.
  func sentDate(of number: Int) throws -> Int64? {
    let (head, start) = try mailbox().head(of: number)
    return HeaderBlock(head, in: start..<head.count).date?.secondsSinceEpoch
      ?? receivedDate(fromLine: head.span.extracting(..<start))
  }

  /// When a message was received by its From_ line, whose clock is the local one where it names no zone.
  func receivedDate(fromLine line: Span<UInt8>) -> Int64? {
    var end = line.count
    while end > 0, line[end - 1] == 0x0a || line[end - 1] == 0x0d { end -= 1 }
    guard end > 0, let date = FromLine.parse(line.extracting(0..<end))?.date else { return nil }
    guard date.offsetMinutes == nil else { return date.secondsSinceEpoch }
    let offset = Int64(world.clock.offset(at: date.secondsSinceEpoch))
    return date.secondsSinceEpoch - Int64(world.clock.offset(at: date.secondsSinceEpoch - offset))
  }

  /// The words that stand for `Re` beside those known, by `reply-strings`.
  var replyMarks: [String] {
    (settings.string(.replyStrings) ?? "").split(separator: ",").map { Blanks.trim(String($0)).filter { $0 != ":" } }
  }
}
