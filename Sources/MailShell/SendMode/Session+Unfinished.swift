import MailBytes
import MailLanguage
import MailSystem

// A message that a hang-up or a termination cut off lies in the dead letter file; the next start at a terminal says so.

extension Session {
  private var unfinishedMark: String? { stateDirectory.map { $0 + "/unfinished" } }

  /// Notes that the dead letter file holds a message that a person was still writing.
  func noteUnfinished() {
    guard let mark = unfinishedMark, let path = try? deadLetterPath(), FileSystem.exists(path) else { return }
    do throws(SystemError) {
      try FileSystem.makeDirectories(FileSystem.directory(of: mark), mode: 0o700)
      try AtomicReplace.write(Array(path.utf8), to: mark)
    } catch { report(error) }
  }

  /// Tells once of a message that was cut off.
  func tellOfUnfinished() {
    guard let mark = unfinishedMark, FileSystem.exists(mark),
      let text = try? FileSystem.contents(of: mark, limit: 1 << 14)
    else { return }
    try? FileSystem.remove(mark)
    let path = String(keeping: text)
    guard FileSystem.exists(path) else { return }
    say("A message that you were writing was saved in \"\(path)\"." as TerminalText)
    say("\(world.programName) --resume goes on with it; ~d puts it into a new message." as TerminalText)
  }
}
