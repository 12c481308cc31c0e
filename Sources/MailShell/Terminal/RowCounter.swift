import MailBytes

/// Counts the rows of a screen that clean text takes, lines that are wider than the screen included.
struct RowCounter {
  private let width: Int
  private let widths: (any CharacterWidths)?
  /// Rows of the lines that have ended.
  private var ended = 0
  /// Columns of the line that has not.
  private var column = 0

  /// - Parameter width: the columns of the screen.
  init(width: Int, widths: (any CharacterWidths)? = nil) {
    self.width = max(1, width)
    self.widths = widths
  }

  /// The rows so far; of a line that has not ended, those that it has filled.
  var rows: Int { ended + max(0, column - 1) / width }

  /// Takes more of the text.
  mutating func add(_ bytes: [UInt8]) {
    let text = bytes.span
    var start = 0
    for index in text.indices where text[index] == 0x0a || text[index] == 0x09 {
      column += DisplayWidth.columns(of: text.extracting(start..<index), widths: widths)
      start = index + 1
      if text[index] == 0x09 {
        column += Self.tabStop - column % Self.tabStop
      } else {
        ended = rows + 1
        column = 0
      }
    }
    column += DisplayWidth.columns(of: text.extracting(start..<text.count), widths: widths)
  }

  /// Columns between the tab stops of a terminal.
  private static let tabStop = 8
}
