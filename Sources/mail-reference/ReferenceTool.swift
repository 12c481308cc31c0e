import MailBytes
import MailShell
import MailSystem

/// Writes the manual pages and mail.rc.example of a checkout: `mail-reference FOLDER`.
///
/// With `--check` behind it nothing is written, and a document that differs from what the tables say is an error.
@main struct ReferenceTool {
  let folder: String
  let checks: Bool
  let output = SystemOutput(descriptor: 1)

  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    let tool = ReferenceTool(folder: words.first ?? ".", checks: words.contains("--check"))
    let status = tool.run()
    tool.output.flush()
    Environment.exit(status)
  }

  /// Brings every document up to date; 1 when that failed, or was needed although nothing may be written.
  private func run() -> Int32 {
    do throws(SystemError) {
      var differs = false
      for page in Documents.pages { differs = try bring(page, Documents.page) || differs }
      differs = try bring(Documents.example) { _ in ExampleFile.text } || differs
      return checks && differs ? 1 : 0
    } catch {
      output.write("mail-reference: \(error.summary)\n")
      return 1
    }
  }

  /// Makes one document anew; true when it differed.
  private func bring(_ name: String, _ make: (String) -> String) throws(SystemError) -> Bool {
    let path = folder + "/" + name
    let old = FileSystem.exists(path) ? String(decoding: try FileSystem.contents(of: path), as: UTF8.self) : ""
    let new = make(old)
    if old == new { return false }
    if checks {
      output.write("\(name) differs from the tables; run make reference\n")
    } else {
      try AtomicReplace.write(Array(new.utf8), to: path, mode: 0o644)
      output.write("wrote \(name)\n")
    }
    return true
  }
}
