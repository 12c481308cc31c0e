extension FuzzTarget {
  /// Every parser, in the order `Fuzz/run` takes them.
  static let all: [FuzzTarget] = [
    .base64, .quotedPrintable, .headerBlock, .encodedWord, .parameters, .messageID, .address, .recipients, .date,
    .mimeTree, .mbox, .mboxQuoting, .html, .terminalText, .inlineFiles, .tnef, .cards, .rcFile, .messageList,
    .searchCriteria, .headline, .mailboxName, .mailto, .smtpReply, .headerWriter, .messageBuilder, .fromLine,
    .mboxQuoter, .displayWidth, .dnsAnswer,
  ]
}
