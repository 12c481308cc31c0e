import MailBytes
import MailSystem

/// The mark of a dead letter that is being sent again: a note beside the journals, for the letter's file is not ours alone.
struct LetterMark: DoubtMark {
  private static let prefix = "resume-"
  private static let firstLine = Array("mail-resume 1\n".utf8)

  private let journals: JournalFolders
  /// What the note is called: the same for the same letter in another file, which is kept where the first one was.
  let name: String
  /// The file that holds the letter.
  let file: String

  /// The mark of a letter.
  ///
  /// - Parameters:
  ///   - id: what stays the same of the letter, whatever number it has.
  ///   - path: the file that holds it.
  init(_ id: String, in path: String, stateDirectory: String?) {
    file = FileSystem.realPath(path) ?? FileSystem.absolutePath(path)
    journals = JournalFolders(preferred: stateDirectory, beside: file)
    name = Self.prefix + id
  }

  private init(name: String, file: String, journals: JournalFolders) {
    (self.name, self.file, self.journals) = (name, file, journals)
  }

  /// The marks that runs have left, of letters in whatever file, as far as they lie where those of a file do.
  static func all(beside path: String, stateDirectory: String?) -> [LetterMark] {
    let journals = JournalFolders(preferred: stateDirectory, beside: path)
    return journals.names(beginning: prefix).compactMap { name in
      guard let note = journals.contents(of: name, limit: 1 << 16).first, note.starts(with: firstLine) else {
        return nil
      }
      let file = String(keeping: Array(note.dropFirst(firstLine.count).dropLast()))
      return file.isEmpty ? nil : LetterMark(name: name, file: file, journals: journals)
    }
  }

  /// Whether a run has left the mark.
  var isSet: Bool { journals.holds(name) }

  func set() throws(SystemError) { try journals.write(Self.firstLine + file.keptBytes + [0x0a], as: name) }
  func clear() { journals.remove(name) }
}
