/// The page that `help` and `?` print: what a newcomer needs first.
enum HelpText {
  /// The most used commands, a line each.
  static let overview: StaticString = """
    mail commands
    type <message list>             show messages
    next                            show the next message (as does an empty line)
    headers                         list the messages around the current one
    z, z-                           list the next or previous page of messages
    from <message list>             list messages, one line each
    delete <message list>           mark messages as deleted
    undelete <message list>         take that back
    save <message list> file        append messages to a file and mark them saved
    copy <message list> file        the same without marking
    write <message list> file       write the text and attachments, no headers
    pipe <message list> "command"   feed messages to a shell command
    reply <message list>            answer the author and all recipients
    Reply <message list>            answer the author alone
    forward <message> address       pass a message on
    mail address ...                write a message
    edit <message list>             change messages in your editor
    folder name                     open another folder (% your inbox, & your mbox)
    set, unset                      show and change settings
    ! command                       run a shell command
    quit                            leave and apply the changes
    exit                            leave and change nothing
    list                            the names of all commands
    help word                       explain a command, a setting, an escape (~r)

    A message list is numbers and ranges (1 3-5), $ for the last, * for all, a name
    (bob), /text in the subject, :n new, :u unread, :f flagged; without one it is
    the current message. The first letters of a command suffice.

    """

  /// A text in lines of at most so many columns, broken at blanks.
  static func wrapped(_ text: String, width: Int) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let last = lines.count - 1
      if lines[last].isEmpty {
        lines[last] = String(word)
      } else if lines[last].count + 1 + word.count <= width {
        lines[last] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// A name and its explanation side by side, the explanation in as many lines as it takes.
  static func columns(_ name: String, _ text: String, at column: Int) -> [String] {
    let indent = String(repeating: " ", count: column)
    let lines = wrapped(text, width: 79 - column).map { indent + $0 }
    guard name.utf8.count < column - 1, let first = lines.first else { return [name] + lines }
    return [name + first.dropFirst(name.utf8.count)] + lines.dropFirst()
  }
}
