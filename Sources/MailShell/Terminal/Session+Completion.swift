import MailLanguage
import MailSystem

extension Session {
  /// Completes the line up to the cursor: the command's name first, then names of files and folders.
  func complete(_ line: [UInt8]) -> EditLine.Completion {
    let text = String(decoding: line, as: UTF8.self)
    let word = String(text[(text.lastIndex(of: " ").map { text.index(after: $0) } ?? text.startIndex)...])
    let candidates: [String]
    if word.utf8.count == text.drop(while: { $0 == " " }).utf8.count {
      candidates = (CommandTable.reading + CommandTable.language).map(\.name).filter { $0.hasPrefix(word) }.sorted()
    } else {
      candidates = fileNames(startingWith: word)
    }
    guard let first = candidates.first else { return .init(insertion: [], candidates: []) }
    if candidates.count == 1 {
      let ending = first.hasSuffix("/") ? "" : " "
      return .init(insertion: Array((String(first.dropFirst(word.count)) + ending).utf8), candidates: [])
    }
    var common = Array(first)
    for candidate in candidates.dropFirst() {
      while !candidate.hasPrefix(String(common)) { common.removeLast() }
    }
    return .init(insertion: Array(String(common.dropFirst(word.count)).utf8), candidates: candidates)
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
    return found.sorted()
  }
}
