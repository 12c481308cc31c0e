import MailBytes

extension OptionParser {
  /// `-a`: a file, a file with its charset, or a header field.
  mutating func takeAttachment(_ value: [UInt8], _ index: Int) throws(UsageError) {
    let text = String(decoding: value, as: UTF8.self)
    let isField = Self.isHeaderField(value)
    switch result.dialect {
    case .bsd, .gnu:
      guard isField else {
        throw UsageError(
          "-a \(text): no header field", hint: "Write -a 'Name: value'; to attach a file use --attach=FILE.")
      }
      add(.header, value, index, reading: "a header field, as this dialect says")
      return
    case .common, .heirloom, .snail: break
    }
    if probe.fileExists(value) {
      if isField {
        result.warnings.append("-a \(text): attached as a file; write -C '\(text)' for a header field")
      }
      add(.attach, value, index, reading: "a file to attach")
    } else if let equals = value.lastIndex(of: UInt8(ascii: "=")), equals > 0,
      probe.fileExists(Array(value[..<equals]))
    {
      add(.attach, Array(value[..<equals]), index, reading: "a file to attach, with its charset")
      result.items[result.items.count - 1].charset = Array(value[(equals + 1)...])
    } else if isField, result.dialect == .common {
      add(.header, value, index, reading: "a header field, for no file has this name")
    } else {
      throw UsageError(
        "cannot attach \(text): no such file", hint: "To add a header field write -a 'Name: value'.",
        exitStatus: .noInput
      )
    }
  }

  /// `-A`: an account or a file; which accounts there are is known only when the start-up files are read.
  mutating func takeAccount(_ value: [UInt8], _ index: Int) {
    switch result.dialect {
    case .gnu: add(.attach, value, index, reading: "a file to attach, as this dialect says")
    case .heirloom, .snail: add(.account, value, index, reading: "an account, as this dialect says")
    case .common, .bsd:
      if value.elementsEqual("-".utf8) {
        add(.attach, value, index, reading: "standard input, to attach")
      } else if probe.fileExists(value) {
        add(.accountOrFile, value, index, reading: "an account if there is one of this name, else a file to attach")
      } else {
        add(.account, value, index, reading: "an account, for no file has this name")
      }
    }
  }

  /// `-T`: a recipient with its field, or heirloom's file of message ids.
  mutating func takeReceiver(_ value: [UInt8], _ index: Int) {
    let colon = value.firstIndex(of: UInt8(ascii: ":")) ?? 0
    let field = String(decoding: value[..<colon].map(lowered), as: UTF8.self)
    switch field {
    case "to", "cc", "bcc", "fcc": add(.receiver, value, index, reading: "a recipient")
    default: add(.idFile, value, index, reading: "a file for the ids of messages that were read")
    }
  }

  /// `-:`: a letter that is mistaken would leave out a start-up file, and with it what a message needs.
  mutating func takeStartupFiles(_ letters: [UInt8], _ index: Int) throws(UsageError) {
    guard letters.allSatisfy({ "sux-/".utf8.contains($0) }) else {
      throw UsageError(
        "-: \(String(decoding: letters, as: UTF8.self)): unknown letter",
        hint: "s reads the system's start-up file, u the user's, x the extra one, - or / none.")
    }
    add(.startupFiles, letters, index)
  }

  /// The options whose value depends on what follows; true when the rest of the bundle was used up.
  mutating func takeByContext(
    _ key: OptionKey, glued: ArraySlice<UInt8>, _ index: Int
  ) throws(UsageError) -> Bool {
    let next = glued.isEmpty && position + 1 < arguments.count ? arguments[position + 1] : nil
    switch key {
    case .quoteFile:
      if !glued.isEmpty, result.dialect != .gnu {
        add(.quoteFile, Array(glued), index)
        return true
      }
      let isForced = result.dialect == .heirloom || result.dialect == .snail
      if isForced && next == nil { throw UsageError("option -q needs a value", hint: "Write -q file.") }
      if result.dialect != .gnu, let next,
        isForced || (!result.has(.file) && (next.elementsEqual("-".utf8) || probe.fileExists(next)))
      {
        position += 1
        add(.quoteFile, next, index, reading: "a file that begins the text")
        return true
      }
      add(.quitOnInterrupt, [], index, reading: "an interrupt ends the program")
      if result.dialect != .gnu, let next, !next.isEmpty, next[0] != UInt8(ascii: "-"),
        !next.contains(UInt8(ascii: "@"))
      {
        missingQuote = (item: result.items.count - 1, operand: operands.count)
      }
    case .skipEmpty:
      if let next, result.dialect == .gnu || result.dialect == .common && isMailCommand(next) {
        position += 1
        add(.command, next, index, reading: "a command to run first")
        return true
      }
      add(.skipEmpty, [], index, reading: "send nothing when the text is empty")
    case .readOnly:
      // Whoever sends opens no mailbox: what is glued on is an address, and no bundle.
      if result.dialect == .common, glued.contains(UInt8(ascii: "@")), looksLikeSending(besides: position) {
        add(.replyTo, Array(glued), index, reading: "an address for replies")
        return true
      }
      if let next, result.dialect == .common, next.contains(UInt8(ascii: "@")), next[0] != UInt8(ascii: "-"),
        looksLikeSending(besides: position + 1)
      {
        position += 1
        add(.replyTo, next, index, reading: "an address for replies")
        return true
      }
      add(.readOnly, [], index, reading: "the mailbox is opened read-only")
    case .hops:
      let digits = glued.isEmpty ? next.map { $0[...] } : glued
      if result.dialect != .snail, let digits, !digits.isEmpty, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
        if glued.isEmpty { position += 1 }
        add(.hops, Array(digits), index, reading: "a hop count")
        return true
      }
      add(.help, [], index)
    case .bodyType:
      let value = glued.isEmpty ? next.map { $0[...] } : glued
      if result.dialect != .gnu, let value, result.dialect == .snail || Self.isMediaType(value) {
        if glued.isEmpty { position += 1 }
        add(.bodyType, Array(value), index, reading: "the type of the text")
        return true
      }
      add(.mime, [], index, reading: "write MIME fields in any case")
    default:
      add(key, [], index)
    }
    return false
  }

  /// A command with its arguments, such as `set nonullbody`: nothing else follows -E in GNU scripts.
  private func isMailCommand(_ text: [UInt8]) -> Bool {
    guard let blank = text.firstIndex(where: { $0 == 0x20 || $0 == 0x09 }), blank > 0, blank + 1 < text.count else {
      return false
    }
    return probe.isCommand(String(decoding: text[..<blank], as: UTF8.self))
  }

  /// Whether the line sends a message, told from all arguments but one.
  func looksLikeSending(besides index: Int) -> Bool {
    for (other, argument) in arguments.enumerated() where other != index && !argument.isEmpty {
      if argument[0] != UInt8(ascii: "-") {
        if argument.contains(UInt8(ascii: "@")) { return true }
      } else if argument.count > 1, "scbt".utf8.contains(argument[1]) || argument.starts(with: "--subject".utf8) {
        return true
      }
    }
    return false
  }

  /// `-fN` is a bundle, `-fbox` is a slip: a letter that takes a value may only stand last.
  func checkBundleOfFile(_ argument: [UInt8], _ at: Int) throws(UsageError) {
    for index in (at + 1)..<argument.count {
      let row = OptionLetter.named(argument[index])
      if let row, row.argument == .none || index + 1 == argument.count { continue }
      let text = String(decoding: argument, as: UTF8.self)
      let name = String(decoding: argument[(at + 1)...], as: UTF8.self)
      throw UsageError("\(text): the file of -f must stand by itself", hint: "Write -f \(name).")
    }
  }

  /// `Name: value`, with a name of RFC 5322 section 2.2.
  static func isHeaderField(_ text: [UInt8]) -> Bool {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return false }
    return text[..<colon].allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "/") }
  }

  /// `word/word`, with parameters behind a semicolon or without.
  static func isMediaType(_ text: ArraySlice<UInt8>) -> Bool {
    var text = text
    if let semicolon = text.firstIndex(of: UInt8(ascii: ";")) {
      guard text[semicolon...].allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }) else { return false }
      text = text[..<semicolon]
      while text.last == 0x20 || text.last == 0x09 { text.removeLast() }
    }
    guard let slash = text.firstIndex(of: UInt8(ascii: "/")), slash > text.startIndex, slash + 1 < text.endIndex else {
      return false
    }
    for (index, byte) in zip(text.indices, text) where index != slash {
      guard byte > 0x20, byte < 0x7f, byte != UInt8(ascii: "/"), byte != UInt8(ascii: "@") else { return false }
    }
    return text.first != UInt8(ascii: ".") && text.first != UInt8(ascii: "~")
  }
}
