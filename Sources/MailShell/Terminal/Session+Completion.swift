import MailLanguage
import MailSystem

extension Session {
  /// Completes the line up to the cursor: by the declaration of its command or escape, or by the field that is asked for.
  func complete(_ line: [UInt8], prompt: String?) -> EditLine.Completion {
    let text = String(decoding: line, as: UTF8.self)
    guard isComposing || !isReading else { return completion(ofCommand: text) }
    if let prompt {
      return ["To:", "Cc:", "Bcc:"].contains { prompt.hasPrefix($0) } ? completion(of: text, as: .addresses) : .none
    }
    let escape = settings.standingBytes(.escape).first
    guard let escape, line.first == escape, line.count > 1 else {
      // In the text the key is what it says.
      return .init(insertion: [0x09], candidates: [])
    }
    guard let declared = TildeTable.escape(line[1])?.completes else { return .none }
    let rest = String(decoding: line[2...].drop { $0 == 0x20 }, as: UTF8.self)
    return declared == .commands ? completion(ofCommand: rest) : completion(of: rest, as: declared)
  }

  private func completion(ofCommand text: String) -> EditLine.Completion {
    let line = text.drop { $0 == " " }
    guard let end = line.firstIndex(of: " ") else { return completion(of: String(line), as: .commands) }
    let command = CommandTable.command(named: String(line[..<end]))
    return completion(of: String(line[line.index(after: end)...]), as: command?.completes ?? .files)
  }

  /// Completes the last word of what stands behind a command.
  private func completion(of text: String, as kind: ArgumentCompletion) -> EditLine.Completion {
    let isParted: (Character) -> Bool = { kind == .addresses ? $0 == " " || $0 == "," : $0 == " " }
    let start = text.lastIndex(where: isParted).map { text.index(after: $0) } ?? text.startIndex
    let (word, candidates, ending) = candidates(for: String(text[start...]), kind)
    return EditLine.Completion(of: word, among: candidates, ending: ending)
  }

  /// What a word may become: the part of it that is completed, the candidates for that, and what follows a whole one.
  private func candidates(
    for word: String, _ kind: ArgumentCompletion
  ) -> (word: String, candidates: [String], ending: String) {
    switch kind {
    case .none: return (word, [], " ")
    case .files: return (word, fileNames(startingWith: word), " ")
    case .addresses: return (word, language.aliases.entries.map(\.name) + language.mailingLists.map(\.address), " ")
    case .settings: return settingCandidates(for: word)
    case .topics: return (word, HelpTopic.names, " ")
    case .commands:
      let missing = Set(CommandTable.unavailable.map(\.name))
      let names = (CommandTable.reading + CommandTable.language).map(\.name).filter { !missing.contains($0) }
      return (word, names + language.commandAliases.map(\.name), " ")
    case .macros: return (word, language.macros.filter { !$0.isAccount }.map(\.name), " ")
    case .accounts: return (word, language.macros.filter(\.isAccount).map(\.name), " ")
    case .orders: return (word, Setting.autosort.declaration.words.names, " ")
    }
  }

  private func settingCandidates(for word: String) -> (word: String, candidates: [String], ending: String) {
    guard let equals = word.firstIndex(of: "=") else {
      let isNegated = word.hasPrefix("no")
      let negated = isNegated ? Settings.names.map { "no" + $0 } : []
      return (word, Settings.names + negated, "")
    }
    let value = String(word[word.index(after: equals)...])
    guard let row = Settings.setting(named: Array(word[..<equals].utf8))?.declaration else {
      return (value, fileNames(startingWith: value), " ")
    }
    switch row.kind {
    case .choice, .charset: return (value, row.words.names, " ")
    case .choices:
      let start = value.lastIndex { ",+-".contains($0) }.map { value.index(after: $0) } ?? value.startIndex
      return (String(value[start...]), row.words.names, "")
    case .addresses: return candidates(for: value, .addresses)
    case .value: return (value, fileNames(startingWith: value), " ")
    case .boolean, .number, .duration, .charsets, .readOnly: return (value, [], " ")
    }
  }

  private func fileNames(startingWith word: String) -> [String] {
    guard let expanded = try? expandFileName(word) else { return [] }
    let slash = expanded.lastIndex(of: "/")
    let folder = slash.map { String(expanded[...$0]) } ?? "."
    let start = slash.map { String(expanded[expanded.index(after: $0)...]) } ?? expanded
    guard let names = try? FileSystem.names(in: folder) else { return [] }
    var found: [String] = []
    for name in names where name.hasPrefix(start) && (!start.isEmpty || !name.hasPrefix(".")) {
      let isFolder = FileSystem.isDirectory((slash == nil ? "" : folder) + name)
      found.append(word + String(name.dropFirst(start.count)) + (isFolder ? "/" : ""))
    }
    return found
  }
}

extension EditLine.Completion {
  /// Nothing to insert and nothing to list.
  fileprivate static let none = EditLine.Completion(insertion: [], candidates: [])

  /// What all candidates that begin with the word have in common; the only one is finished by the ending.
  fileprivate init(of word: String, among names: [String], ending: String) {
    let candidates = Set(names.filter { $0.hasPrefix(word) }).sorted()
    guard let first = candidates.first else {
      self = .none
      return
    }
    if candidates.count == 1 {
      self.init(
        insertion: Array((String(first.dropFirst(word.count)) + (first.hasSuffix("/") ? "" : ending)).utf8),
        candidates: [])
      return
    }
    var common = Array(first)
    for candidate in candidates.dropFirst() {
      while !candidate.hasPrefix(String(common)) { common.removeLast() }
    }
    self.init(insertion: Array(String(common.dropFirst(word.count)).utf8), candidates: candidates)
  }
}
