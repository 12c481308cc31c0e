extension OptionParser {
  /// The row of a letter.
  static func row(letter: UInt8) -> OptionDeclaration? {
    guard letter != 0x20 else { return nil }
    for row in optionTable where row.letter == letter { return row }
    return nil
  }

  /// An option as it is written.
  static func spelling(of key: OptionKey) -> String {
    guard let row = optionTable.first(where: { $0.key == key }) else { return "" }
    return row.letter == 0x20 ? "--" + row.long : "-" + String(UnicodeScalar(row.letter))
  }

  /// The row of a long name, or of a beginning that only one has.
  static func row(long name: [UInt8]) throws(UsageError) -> OptionDeclaration {
    var found: OptionDeclaration?
    var others: [String] = []
    for row in optionTable where !row.long.isEmpty && row.long.utf8.starts(with: name) {
      if row.long.utf8.count == name.count { return row }
      // Two spellings of one thing are no doubt.
      if let first = found, first.key != row.key { others.append(row.long) }
      if found == nil { found = row }
    }
    let text = String(decoding: name, as: UTF8.self)
    guard let found else {
      throw UsageError("unknown option --\(text)", hint: "Type mail --help for the options.")
    }
    if !others.isEmpty {
      let list = ([found.long] + others).map { "--" + $0 }.joined(separator: ", ")
      throw UsageError("--\(text) may be \(list)", hint: "Write a few more letters.")
    }
    return found
  }

  func unknown(_ argument: [UInt8], _ letter: UInt8) -> UsageError {
    let written = "-" + (letter > 0x20 && letter < 0x7f ? String(UnicodeScalar(letter)) : "?")
    let text = String(decoding: argument, as: UTF8.self)
    if !operands.isEmpty {
      return UsageError(
        "unknown option \(written) in \(text)",
        hint: "For words that sendmail shall get, set expandargv and put them behind --.")
    }
    return UsageError(
      "unknown option \(written)" + (argument.count > 2 ? " in \(text)" : ""), hint: "Type mail --help for the options."
    )
  }
}
