import MailBytes
import MailLanguage

extension Session {
  /// Finishes a command's arguments: the rest of the line is cut as the command declares, its list resolved.
  ///
  /// - Parameter expanding: whether the line itself asks for variables to be expanded.
  func invocation(of command: Command, _ rest: [UInt8], expanding: Bool = false) throws -> Invocation {
    // A condition asks for its variables itself: whether one is set is another question than what it holds.
    let expands =
      !command.traits.contains(.steers)
      && (expanding || !language.parameters.isEmpty || command.traits.contains(.expands) || settings.flag(.v15Compat))
    let rest = expands && command.takes.hasMessageList ? WordExpander.text(rest, expansion) : rest
    let cut = try CommandArguments(rest, shape: command.takes)
    var call = Invocation(name: command.name)
    call.words = cut.words
    if expands, case .words(let least, let most) = command.takes {
      call.words = WordExpander.words(rest, expansion)
      guard call.words.count >= least, call.words.count <= most else {
        throw ShellError(
          "\(command.name): \(call.words.count < least ? "an argument is missing" : "too many arguments")")
      }
    } else if expands, command.takes == .addresses {
      call.words = AddressArguments.words(rest, expansion)
    } else if expands, command.takes == .nameAndAddresses {
      call.words = AliasArguments.words(rest, expansion)
    } else if expands, command.takes == .fileName, !rest.isEmpty {
      let words = WordExpander.words(rest, expansion)
      if words.count == 1 { call.words = words }
    }
    call.raw = cut.raw
    call.fileReadsAsMessages = cut.fileReadsAsMessages
    guard command.takes.hasMessageList else { return call }
    if command.takes == .foldersAndMessages, !cut.words.isEmpty {
      // What the list names lies in other folders.
      call.raw = cut.list
      return call
    }
    let list = try MessageList(cut.list, searchHeaders: settings.flag(.searchheaders))
    if list.isEmpty && command.list == .optional { return call }
    let selection = try select(list, command.list, written: cut.list)
    if !command.traits.contains(.parts) { try requireWholeMessages(selection, written: cut.list) }
    call.messages = selection.messages
    call.writtenList = Blanks.trim(cut.list)
    call.namesMessages = !selection.isDefault
    call.part = selection.part
    return call
  }

  /// The messages that a text names.
  func messages(named text: [UInt8], _ rule: MessageRule) throws -> [Int] {
    let list = try MessageList(text, searchHeaders: settings.flag(.searchheaders))
    let selection = try select(list, rule, written: text)
    try requireWholeMessages(selection, written: text)
    return selection.messages
  }

  /// Who works on messages must not take a part for the whole.
  private func requireWholeMessages(_ selection: MessageSelection, written: [UInt8]) throws(MessageListError) {
    guard selection.part != nil else { return }
    throw .syntax("\(String(keeping: Blanks.trim(written))): a part of a message makes no sense here")
  }

  /// Resolves a list; a word such as `unread` is the class of messages where no sender is called so.
  private func select(_ list: MessageList, _ rule: MessageRule, written: [UInt8]) throws -> MessageSelection {
    do { return try select(list, rule) } catch let error as MessageListError {
      guard let letter = Self.classLetter(of: written) else {
        keepSearch(of: list)
        throw error
      }
      return try select(try MessageList([UInt8(ascii: ":"), letter], searchHeaders: false), rule)
    }
  }

  /// Keeps what a list searches for `/` alone, also where nothing was found.
  private func keepSearch(of list: MessageList) { if let search = list.lastSearch { folder?.search = search } }

  private static func classLetter(of word: [UInt8]) -> UInt8? {
    switch String(decoding: word, as: UTF8.self) {
    case "unread": UInt8(ascii: "u")
    case "new": UInt8(ascii: "n")
    case "old": UInt8(ascii: "o")
    case "read": UInt8(ascii: "r")
    case "flagged": UInt8(ascii: "f")
    case "answered": UInt8(ascii: "a")
    default: nil
    }
  }

  private func select(_ list: MessageList, _ rule: MessageRule) throws -> MessageSelection {
    guard let folder else { throw ShellError("No folder is open", hint: "Open one with folder NAME.") }
    let scope: MessageScope =
      switch rule {
      case .deleted: .deleted
      case .any: .any
      case .undeleted, .optional: .undeleted
      }
    let selection = try list.select(in: FolderListSource(session: self, folder: folder), scope: scope)
    if folder.search.isEmpty, list.repeatsSearch { advise("there is no search to repeat; all messages match") }
    keepSearch(of: list)
    if !selection.isDefault { self.folder?.previousList = selection.messages }
    return selection
  }
}
