import MailBytes
import MailLanguage
import MailSystem

extension MessageProtocol {
  /// `attachment list`, `insert`, `remove`, `remove-at` and the words about attributes.
  func attachment(_ verb: String, _ words: [String]) -> Answer {
    if verb == "list" {
      let all = composer.composition.attachments
      return all.isEmpty ? Answer(501) : Answer(212, lines: all.map { Self.quoted($0.words) })
    }
    guard let first = words.first else { return Answer(500) }
    switch verb {
    case "insert":
      do {
        try composer.attach(QuotedWord(first.keptBytes))
      } catch {
        return Answer(505, first)
      }
      return Answer(210, String(composer.composition.attachments.count))
    case "attribute": return at(first, byNumber: false) { attributes($0, first) }
    case "attribute-at": return at(first, byNumber: true) { attributes($0, first) }
    case "attribute-set", "attribute-set-at":
      guard words.count == 3 else { return Answer(500) }
      return at(first, byNumber: verb.hasSuffix("-at")) { set(words[1], words[2], at: $0) }
    case "remove", "remove-at":
      return at(first, byNumber: verb.hasSuffix("-at")) { index in
        composer.composition.attachments.remove(at: index)
        return Answer(210, first)
      }
    default: return Answer(500)
    }
  }

  /// What is done with the attachment of a number or name, if there is just one.
  private func at(_ word: String, byNumber: Bool, _ action: (Int) -> Answer) -> Answer {
    let all = composer.composition.attachments
    if byNumber {
      guard let number = Int(word), number > 0 else { return Answer(505, "invalid position: \(word)") }
      return all.indices.contains(number - 1) ? action(number - 1) : Answer(501, word)
    }
    let found = all.indices.filter { index in
      if all[index].name == word || all[index].words == word { return true }
      guard !word.utf8.contains(UInt8(ascii: "/")), case .file(let path) = all[index].source else { return false }
      return FileSystem.lastComponent(of: path) == word
    }
    guard let index = found.first else { return Answer(501, word) }
    return found.count > 1 ? Answer(506, word) : action(index)
  }

  private func attributes(_ index: Int, _ word: String) -> Answer {
    let attachment = composer.composition.attachments[index]
    var lines: [String] = []
    var name = attachment.name
    if case .file(let path) = attachment.source {
      name = name ?? FileSystem.lastComponent(of: path)
      lines = ["creation-name " + Self.quoted(path), "open-path " + Self.quoted(path)]
    }
    if let name { lines.append("filename " + Self.quoted(name)) }
    if let type = attachment.type { lines.append("content-type " + Self.quoted(type)) }
    return Answer(212, word, lines: lines + ["content-disposition attachment"])
  }

  /// Sets what is told of an attachment; an empty value takes it back.
  private func set(_ key: String, _ value: String, at index: Int) -> Answer {
    let new = value.isEmpty ? nil : value
    switch ASCIIName.lowered(key) {
    case "filename": composer.composition.attachments[index].name = new
    case "content-type": composer.composition.attachments[index].type = new
    default: return Answer(505, key)
    }
    return Answer(210, String(index + 1))
  }
}
