import MailBytes
import MailFormat
import MailLanguage

extension Session {
  /// The original as `quote` asks for it: a line above it, its fields or none, each line behind `indentprefix`.
  func quotation(of content: [UInt8], _ original: ReplyMessage) -> [UInt8] {
    let mode = settings.word(.quote)
    var head: [UInt8] = []
    var quoted: [UInt8] = []
    switch mode {
    case "noheading": break
    case "headers": quoted += headerText(of: content, typeSelection).bytes + [0x0a]
    case "allheaders": quoted += headerText(of: content, HeaderSelection()).bytes + [0x0a]
    default:
      head = injected(.quoteInjectHead, original, content)
      if !settings.isAssigned(.quoteInjectHead), !head.isEmpty { head.append(0x0a) }
    }
    // Lines about what is no text are ours, and nobody's words to answer.
    quoted += reader(of: content, listsAttachments: false, marksParts: false, by: .quotation).render()
    return head + prefixed(quoted) + injected(.quoteInjectTail, original, content)
  }

  /// A text behind `indentprefix`, its long lines broken where `quote-fold` is set.
  func prefixed(_ text: [UInt8]) -> [UInt8] {
    let prefix = settings.bytes(.indentprefix) ?? [0x09]
    let numbers = (settings.string(.quoteFold) ?? "").split(separator: " ").compactMap { Int($0) }
    if let goal = numbers.first, goal > 0 {
      let leaders = settings.bytes(.quoteChars) ?? Array(">|}:".utf8)
      return QuoteFolder(
        prefix: prefix, goal: min(goal, 998), least: numbers.count > 1 ? numbers[1] : nil, leaders: leaders
      ).quote(text)
    }
    return ReplyRules.quote(text.span, prefix: prefix, trimsEmpty: prefix == [0x09])
  }

  /// A line of the settings with what it names of the original, ended by a line end; nothing when it is empty.
  func injected(_ setting: Setting, _ original: ReplyMessage, _ content: [UInt8]) -> [UInt8] {
    guard let format = settings.bytes(setting), !format.isEmpty else { return [] }
    var message = original
    if message.from.isEmpty {
      message.from = [message.sender.first ?? message.envelopeSender ?? Address(localPart: "Somebody", domain: "")]
    }
    let resolved = ShellEscapes.resolve(format)
    let date = HeaderBlock(content).text(.date, using: decoder) ?? ""
    let line = ReplyRules.attribution(String(decoding: resolved, as: UTF8.self), message: message, date: date)
    var text = TerminalText(cleaningLines: line.span).bytes
    if text.last != 0x0a { text.append(0x0a) }
    return text
  }
}
