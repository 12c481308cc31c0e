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
      (list, words) = ArgumentSplitter.listAndFile(rest)
    case .messagesAndFolder:
      (list, words) = ArgumentSplitter.listAndFolder(rest)
    case .messagesAndCommand:
      (list, words) = ArgumentSplitter.listAndCommand(rest)
    case .messagesAndAddresses:
      (list, words) = ArgumentSplitter.listAndAddresses(rest)
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
