import MailBytes

extension OptionParser {
  /// What was understood of a line that makes no sense as a whole, for the text that was piped in; nil where nothing says
  /// that a message was to be sent, so that nothing is to be waited for.
  ///
  /// The words that make no sense are left out. What stands behind an option that is not known may be its value: it is
  /// nobody whom the text could be sent to later.
  public var messageRefused: ParsedOptions? {
    var words = arguments
    var wrong = position
    var doubtful: [[UInt8]] = []
    var last = self
    var namesMessage = false
    for _ in 0..<OptionParser.mostWrongWords {
      guard words.indices.contains(wrong) else { break }
      let word = words.remove(at: wrong)
      let isValue = word.first != UInt8(ascii: "-")
      if isValue, wrong > 0, words[wrong - 1].first == UInt8(ascii: "-") {
        namesMessage = OptionParser.isOfMessage(words.remove(at: wrong - 1)) || namesMessage
      } else if !isValue {
        namesMessage = OptionParser.isOfMessage(word) || namesMessage
        if !holdsItsValue(word), wrong < words.count, words[wrong].first != UInt8(ascii: "-") {
          doubtful.append(words[wrong])
        }
      }
      last = OptionParser(words, dialect: result.dialect, probe: probe)
      do throws(UsageError) {
        var options = try last.parse()
        guard options.mode == .send || namesMessage, !options.isInformation else { return nil }
        options.mode = .send
        options.recipients.removeAll { doubtful.contains($0) }
        return options
      } catch { wrong = last.position }
    }
    guard namesMessage || last.isAboutSending else { return nil }
    var options = last.result
    options.mode = .send
    if options.recipients.isEmpty { options.recipients = last.operands }
    options.recipients.removeAll { doubtful.contains($0) }
    return options
  }

  /// Whether what was read asks for a message to be sent: by what it is made of, or by whom it is for.
  private var isAboutSending: Bool {
    let keys = result.items.map(\.key)
    if keys.contains(where: \.isOfMessage) { return true }
    // What only looks reads no text: its input may be the list that a loop of the shell goes through.
    if keys.contains(where: { [.exists, .summary, .search, .printAll].contains($0) }) { return false }
    let names = operands + result.recipients
    // Beside -f and the like a word may be a slip for a file or an entry: an address is none.
    let isElsewhere = keys.contains { $0.isOfReading || $0.isUpkeep }
    return isElsewhere ? names.contains { $0.contains(UInt8(ascii: "@")) } : !names.isEmpty
  }

  /// Whether an option, whatever is wrong with it, is one of a message.
  private static func isOfMessage(_ word: [UInt8]) -> Bool {
    guard word.starts(with: [UInt8(ascii: "-"), UInt8(ascii: "-")]) else {
      for letter in word.dropFirst() {
        guard let row = OptionLetter.named(letter) else { return false }
        if row.key.isOfMessage { return true }
        if row.argument == .required { return false }
      }
      return false
    }
    return (try? row(long: Array(word.dropFirst(2).prefix { $0 != UInt8(ascii: "=") })))?.key.isOfMessage ?? false
  }

  /// Whether an option is known to have its value glued on, so that none stands behind it.
  private func holdsItsValue(_ word: [UInt8]) -> Bool {
    if word.starts(with: [UInt8(ascii: "-"), UInt8(ascii: "-")]) { return word.contains(UInt8(ascii: "=")) }
    guard word.count > 2, let row = OptionLetter.named(word[1]) else { return false }
    switch row.argument {
    case .none, .optional: return false
    case .required, .byContext: return true
    }
  }

  /// A line with more than that is no command for this program.
  private static var mostWrongWords: Int { 8 }
}
