import MailFormat

/// Whom a message goes to, finished: aliases expanded, duplicates gone, every address checked.
struct Recipients {
  /// The To field.
  var to: [Address] = []
  /// The Cc field.
  var cc: [Address] = []
  /// Those who get it without being named.
  var bcc: [Address] = []
  /// Files that get the message as an mbox entry.
  var files: [String] = []
  /// Commands that get the message on standard input.
  var pipes: [String] = []

  /// Everyone a transport must reach, in order.
  var envelope: [Address] { to + cc + bcc }
  /// Whether there is nobody at all.
  var isEmpty: Bool { to.isEmpty && cc.isEmpty && bcc.isEmpty && files.isEmpty && pipes.isEmpty }
}
