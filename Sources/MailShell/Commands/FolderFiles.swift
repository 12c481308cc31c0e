import MailBytes
import MailLanguage
import MailStore
import MailSystem

extension Command {
  /// Deletes folders.
  static let remove = Command(
    "remove", 3, takes: .words(least: 1, most: .max), [], usage: "folder ...",
    help: "Delete folders; at a terminal each is asked about."
  ) { session, call in
    for word in call.words {
      let target = try session.resolveFolder(word)
      guard !target.isRemote else { throw ShellError("\(target.name): only files can be removed") }
      guard target.wholePath != session.folder?.path else {
        throw ShellError("remove: \(TerminalQuote.quoted(target.name)) is open", hint: "Open another folder first.")
      }
      guard try FileSystem.status(of: target.path) != nil else {
        throw ShellError("\(target.name): no such folder", exitStatus: .noInput)
      }
      if try session.isInteractive && !session.confirm("Remove \"\(target.name)\"? ") { continue }
      try Mailboxes.remove(target.path)
    }
    return .done
  }

  /// Gives a folder another name.
  static let rename = Command(
    "rename", 3, takes: .words(least: 2, most: 2), [], usage: "folder name", help: "Give a folder another name."
  ) { session, call in
    let source = try session.resolveFolder(call.words[0])
    let target = try session.resolveFolder(call.words[1])
    guard !source.isRemote, !target.isRemote else { throw ShellError("rename: only files can be renamed") }
    guard source.wholePath != session.folder?.path else {
      throw ShellError("rename: \(TerminalQuote.quoted(source.name)) is open", hint: "Open another folder first.")
    }
    guard try FileSystem.status(of: source.path) != nil else {
      throw ShellError("\(source.name): no such folder", exitStatus: .noInput)
    }
    guard try FileSystem.status(of: target.path) == nil else {
      throw ShellError("rename: \(TerminalQuote.quoted(target.name)) exists")
    }
    try FileSystem.rename(source.path, to: target.path)
    return .done
  }
}

extension Session {
  /// Asks a question at the terminal; anything but an answer that begins with y is no.
  func confirm(_ question: TerminalText) throws -> Bool {
    let input = try world.input.readLine(prompt: question.string, into: world.output)
    guard case .line(let answer) = input else { return false }
    return answer.first.map { $0 | 0x20 } == UInt8(ascii: "y")
  }
}
