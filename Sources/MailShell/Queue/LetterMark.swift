import MailSystem

/// The mark of a dead letter that is being sent again: a note beside the journals, for the letter's file is not ours alone.
struct LetterMark: DoubtMark, Equatable {
  private let journals: JournalFolders
  private let name: String

  /// The mark of a letter.
  ///
  /// - Parameters:
  ///   - id: what stays the same of the letter, whatever number it has.
  ///   - path: the file that holds it.
  init(_ id: String, in path: String, stateDirectory: String?) {
    let file = FileSystem.realPath(path) ?? FileSystem.absolutePath(path)
    journals = JournalFolders(preferred: stateDirectory, beside: file)
    name = "resume-" + id
  }

  /// Whether a run has left the mark.
  var isSet: Bool { journals.holds(name) }

  func set() throws(SystemError) { try journals.write(Array("mail-resume 1\n".utf8), as: name) }
  func clear() { journals.remove(name) }

  static func == (left: LetterMark, right: LetterMark) -> Bool { left.name == right.name }
}
