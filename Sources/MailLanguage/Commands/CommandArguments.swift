import MailBytes

/// The rest of a command line, cut in the way its command declares.
public struct CommandArguments: Sendable, Equatable {
  /// The text of the message list, empty when there is none.
  public var list: [UInt8] = []
  /// The words behind it: addresses, names, assignments; one word for a file name or a shell command.
  public var words: [QuotedWord] = []
  /// The whole rest as it stood.
  public var raw: [UInt8]

  /// The file name or shell command, if there is one.
  public var operand: QuotedWord? { words.last }

  /// Whether what was taken for a file, as the only word, reads as the number of a message or part, a range, or a criterion
  /// in quotes.
  public private(set) var fileReadsAsMessages = false

  /// Cuts the rest of a line.
  ///
  /// - Throws: `CommandSyntaxError` when there are too few or too many words.
  public init(_ rest: [UInt8], shape: ArgumentShape) throws(CommandSyntaxError) {
    raw = rest
    switch shape {
    case .none:
      if !rest.isEmpty { throw CommandSyntaxError("this command takes no arguments") }
    case .messages:
      list = rest
    case .messagesAndFile:
      (list, words) = try ArgumentSplitter.listAndFile(rest)
      if list.isEmpty, let file = words.first, let first = file.bytes.first {
        let isCriterion = file.isQuoted && first == UInt8(ascii: "(")
        fileReadsAsMessages =
          (isCriterion || !file.isQuoted && first.isASCIIDigit) && ArgumentSplitter.looksLikeList(file.bytes[...])
      }
    case .messagesAndFolder:
      (list, words) = try ArgumentSplitter.listAndFolder(rest)
    case .messagesAndCommand:
      (list, words) = ArgumentSplitter.listAndCommand(rest)
    case .messagesAndAddresses:
      (list, words) = ArgumentSplitter.listAndAddresses(rest)
    case .addresses:
      words = AddressArguments.words(rest)
    case .nameAndAddresses:
      words = AliasArguments.words(rest)
    case .foldersAndMessages:
      (list, words) = ArgumentSplitter.foldersAndList(rest)
    case .raw:
      break
    case .words(let least, let most):
      words = WordLexer.words(rest)
      if words.count < least {
        throw CommandSyntaxError(least == 1 ? "an argument is missing" : "arguments are missing")
      }
      if words.count > most { throw CommandSyntaxError("too many arguments") }
    case .fileName:
      if !rest.isEmpty { words = [WordLexer.wholeWord(rest)] }
    }
  }
}
