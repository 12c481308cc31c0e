import MailBytes
import MailFormat

extension MessageProtocol {
  /// `header list`, `show`, `insert`, `remove` and `remove-at`.
  func header(_ verb: String, _ words: [String]) -> Answer {
    guard verb == "list" || !words.isEmpty else { return Answer(500) }
    switch verb {
    case "list":
      guard let name = words.first else { return Answer(210, names.joined(separator: " ")) }
      return names.first { ASCIIName.equal($0, name) }.map { Answer(210, $0) } ?? Answer(501, Self.proper(name))
    case "show": return show(words[0])
    case "insert":
      guard words.count > 1 else { return Answer(500) }
      return insert(words[0], words.dropFirst().joined(separator: " "))
    case "remove": return remove(words[0])
    case "remove-at": return words.count > 1 ? remove(words[0], at: words[1]) : Answer(500)
    default: return Answer(500)
    }
  }

  /// Fields of addresses, of which there may be several.
  private static var lists: [(name: String, path: WritableKeyPath<Composition, [String]>)] {
    [("To", \.to), ("Cc", \.cc), ("Bcc", \.bcc), ("Fcc", \.fcc)]
  }

  /// Fields that stand once.
  private static var singles: [(name: String, path: WritableKeyPath<Composition, String?>)] {
    [
      ("Subject", \.subject), ("From", \.from), ("Sender", \.sender), ("Reply-To", \.replyTo),
      ("In-Reply-To", \.inReplyTo),
    ]
  }

  private static func list(_ name: String) -> WritableKeyPath<Composition, [String]>? {
    lists.first { ASCIIName.equal($0.name, name) }?.path
  }
  private static func single(_ name: String) -> WritableKeyPath<Composition, String?>? {
    singles.first { ASCIIName.equal($0.name, name) }?.path
  }

  /// The name as it is usually written.
  private static func proper(_ name: String) -> String {
    lists.first { ASCIIName.equal($0.name, name) }?.name ?? singles.first { ASCIIName.equal($0.name, name) }?.name
      ?? name
  }

  /// What is there, the subject first.
  private var names: [String] {
    let message = composer.composition
    var names = message.subject == nil ? [] : ["Subject"]
    names += Self.lists.filter { !message[keyPath: $0.path].isEmpty }.map(\.name)
    names += Self.singles.dropFirst().filter { message[keyPath: $0.path] != nil }.map(\.name)
    for field in message.fields where !names.contains(where: { ASCIIName.equal($0, field.name) }) {
      names.append(field.name)
    }
    return names
  }

  private func show(_ name: String) -> Answer {
    let message = composer.composition
    if let path = Self.list(name) {
      let entries = Self.entries(message[keyPath: path])
      guard !entries.isEmpty else { return Answer(501, Self.proper(name)) }
      let isFile = ASCIIName.equal(name, "Fcc")
      return Answer(211, Self.proper(name), lines: entries.map { isFile ? "- " + Self.quoted($0) : Self.line($0) })
    }
    if let path = Self.single(name) {
      guard let value = message[keyPath: path] else { return Answer(501, Self.proper(name)) }
      guard ["Subject", "In-Reply-To"].contains(Self.proper(name)) else {
        return Answer(211, Self.proper(name), lines: Self.entries([value]).map(Self.line))
      }
      return Answer(212, Self.proper(name), lines: [Self.quoted(value)])
    }
    let values = message.fields.filter { ASCIIName.equal($0.name, name) }.map(\.value)
    return values.isEmpty ? Answer(501, name) : Answer(212, name, lines: values.map(Self.quoted))
  }

  private func insert(_ name: String, _ value: String) -> Answer {
    let isName = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: ":") }
    guard isName, !value.utf8.contains(where: { $0 == 0x0a || $0 == 0x0d || $0 == 0 }) else { return Answer(505, name) }
    if let path = Self.list(name) {
      let isFile = ASCIIName.equal(name, "Fcc")
      guard isFile || (try? AddressParser.parseRecipients(value)) != nil else { return Answer(505, value) }
      let entries = Self.entries(composer.composition[keyPath: path]) + (isFile ? [value] : Self.entries([value]))
      composer.composition[keyPath: path] = entries
      return Answer(210, "\(Self.proper(name)) \(entries.count)")
    }
    if let path = Self.single(name) {
      // Where one is there already, a second has no place; the subject is replaced.
      if !ASCIIName.equal(name, "Subject"), composer.composition[keyPath: path] != nil { return Answer(506, name) }
      composer.composition[keyPath: path] = value
      return Answer(210, Self.proper(name) + " 1")
    }
    composer.composition.fields.append((name: name, value: value))
    return Answer(210, "\(name) \(composer.composition.fields.count { ASCIIName.equal($0.name, name) })")
  }

  private func remove(_ name: String) -> Answer {
    guard names.contains(where: { ASCIIName.equal($0, name) }) else { return Answer(501, Self.proper(name)) }
    if let path = Self.list(name) { composer.composition[keyPath: path] = [] }
    if let path = Self.single(name) { composer.composition[keyPath: path] = nil }
    composer.composition.fields.removeAll { ASCIIName.equal($0.name, name) }
    return Answer(210, Self.proper(name))
  }

  private func remove(_ name: String, at position: String) -> Answer {
    guard let number = Int(position), number > 0 else { return Answer(505, "invalid position: \(position)") }
    if let path = Self.list(name) {
      var entries = Self.entries(composer.composition[keyPath: path])
      guard entries.indices.contains(number - 1) else { return Answer(501, Self.proper(name)) }
      entries.remove(at: number - 1)
      composer.composition[keyPath: path] = entries
      return Answer(210, Self.proper(name))
    }
    if Self.single(name) != nil { return number == 1 ? remove(name) : Answer(501, Self.proper(name)) }
    let places = composer.composition.fields.indices.filter {
      ASCIIName.equal(composer.composition.fields[$0].name, name)
    }
    guard places.indices.contains(number - 1) else { return Answer(501, name) }
    composer.composition.fields.remove(at: places[number - 1])
    return Answer(210, name)
  }

  // MARK: Addresses

  /// The entries of lists, one by one; what cannot be read stays one entry.
  private static func entries(_ values: [String]) -> [String] {
    var result: [String] = []
    for value in values {
      guard let forms = try? AddressParser.parseRecipients(value) else {
        result.append(value)
        continue
      }
      for form in forms {
        switch form {
        case .mailbox(let address), .local(let address): result.append(address.headerForm)
        case .exact(let address): result.append("\\" + address.headerForm)
        case .pipe(let command): result.append("|" + command)
        case .file(let name), .folder(let name), .dashed(let name): result.append(name)
        }
      }
    }
    return result
  }

  /// The address, and how it is written in full; a sign for what is no address.
  private static func line(_ entry: String) -> String {
    switch (try? AddressParser.parseRecipients(entry))?.first {
    case .mailbox(let address): return quoted(address.addrSpec) + " " + quoted(entry)
    case .pipe(let command): return "| " + quoted(command)
    case .file(let name), .folder(let name): return "- " + quoted(name)
    default: return "# " + quoted(entry)
    }
  }
}
