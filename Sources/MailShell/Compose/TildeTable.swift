/// All tilde escapes, in the order of the help.
enum TildeTable {
  static let all: [TildeEscape] = [
    .end, .quit, .abandon, .summary, .to, .cc, .bcc, .subject, .headers, .moreHeaders, .printAll,
    .readFile, .readFileToo, .insertIndented, .deadLetter, .write, .sign, .capitalSign, .value, .valueWithoutEnd,
    .editor, .visual, .filter, .shell, .command, .commandToo, .commandAgain,
    .forward, .forwardAll, .quote, .quoteAll, .body, .bodyIndented, .reply,
    .attach, .attachFile, .attachments, .attachmentNumber, .alternative,
  ]

  /// The escape of a letter.
  static func escape(_ letter: UInt8) -> TildeEscape? { all.first { $0.letter == letter } }
}

extension Composer {
  /// Runs the escape that the bytes behind the escape character name.
  func runEscape(_ line: [UInt8]) throws -> ComposeEnd? {
    guard let escape = TildeTable.escape(line[0]) else {
      throw ShellError(
        "Unknown tilde escape ~\(SettingLine.quoted([line[0]]))", hint: "Type ~? for the escapes; the text goes on.")
    }
    return try escape.run(self, Blanks.trim(Array(line.dropFirst())))
  }
}
