/// Words laid out in columns, as completion lists them.
enum Columns {
  /// The words in lines no wider than `width`, each line ended.
  static func arranged(_ words: [String], width: Int) -> String {
    let widest = (words.map(\.utf8.count).max() ?? 0) + 2
    let columns = max(1, width / max(1, widest))
    let rows = (words.count + columns - 1) / max(1, columns)
    var text = ""
    for row in 0..<rows {
      for column in 0..<columns {
        let index = column * rows + row
        guard index < words.count else { break }
        text += words[index]
        if (column + 1) * rows + row < words.count {
          text += String(repeating: " ", count: widest - words[index].utf8.count)
        }
      }
      text += "\n"
    }
    return text
  }
}
