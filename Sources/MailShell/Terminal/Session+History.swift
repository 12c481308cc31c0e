import MailLanguage
import MailSystem

extension Session {
  /// The file of `history-file`; nil where none is set.
  private var historyPath: String? {
    guard let name = settings.string(.historyFile), !name.isEmpty else { return nil }
    return try? expandFileName(name)
  }

  /// Takes in the lines that earlier sessions left.
  func loadHistory(into editor: LineEditor) {
    if let size = settings.number(.historySize), size > 0 { editor.historySize = size }
    guard let path = historyPath, let text = try? FileSystem.contents(of: path, limit: 4 << 20) else { return }
    editor.replaceHistory(
      by: text.split(separator: 0x0a).suffix(editor.historySize).map { String(decoding: $0, as: UTF8.self) })
  }

  /// Leaves the lines to later sessions, in a file that nobody else may read.
  func saveHistory(of editor: LineEditor) {
    guard let path = historyPath else { return }
    do {
      try AtomicReplace.write(Array((editor.lines.joined(separator: "\n") + "\n").utf8), to: path, mode: 0o600)
    } catch { report(error) }
  }
}
