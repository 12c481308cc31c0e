/// Rows of cells set in columns that fit a width, longer cells wrapped inside their column.
struct TableLayout {
  private let rows: [[[UInt8]]]
  private let width: Int

  init(rows: [[[UInt8]]], width: Int) {
    self.rows = rows
    self.width = width
  }

  private static let gap = 2
  private static let narrowest = 6

  func lines() -> [[UInt8]] {
    let count = rows.reduce(0) { max($0, $1.count) }
    guard count > 0 else { return [] }
    guard let columns = columnWidths(count) else { return plainRows() }
    var lines: [[UInt8]] = []
    for row in rows {
      let cells = row.indices.map { wrapped(row[$0], width: columns[$0]) }
      let height = cells.reduce(1) { max($0, $1.count) }
      for line in 0..<height {
        var text: [UInt8] = []
        var filled = 0
        var target = 0
        for (index, cell) in cells.enumerated() {
          if line < cell.count, !cell[line].isEmpty {
            text += [UInt8](repeating: 0x20, count: max(0, target - filled))
            filled = max(filled, target) + TextColumns.width(of: cell[line][...])
            text += cell[line]
          }
          target += columns[index] + Self.gap
        }
        lines.append(text)
      }
    }
    return lines
  }

  /// The width of each column: as wide as its widest cell, the widest ones narrowed until all fit; nil if they cannot.
  private func columnWidths(_ count: Int) -> [Int]? {
    var widths = [Int](repeating: 1, count: count)
    for row in rows {
      for (index, cell) in row.enumerated() {
        for line in cell.split(separator: 0x0a) { widths[index] = max(widths[index], TextColumns.width(of: line)) }
      }
    }
    let room = width - Self.gap * (count - 1)
    guard room >= count * Self.narrowest || widths.reduce(0, +) <= room else { return nil }
    // Narrow to a common ceiling: the largest that fits.
    var low = Self.narrowest
    var high = max(width, Self.narrowest)
    while low < high {
      let middle = (low + high + 1) / 2
      let total = widths.reduce(0) { $0 + min($1, middle) }
      if total <= room { low = middle } else { high = middle - 1 }
    }
    return widths.map { min($0, low) }
  }

  private func wrapped(_ cell: [UInt8], width: Int) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    for line in cell.split(separator: 0x0a, omittingEmptySubsequences: true) {
      LineWrapper.wrap(line, width: width) { lines.append(Array($0)) }
    }
    return lines
  }

  private func plainRows() -> [[UInt8]] {
    rows.map { row in
      var line: [UInt8] = []
      for cell in row where !cell.isEmpty {
        if !line.isEmpty { line += Array(" | ".utf8) }
        line += cell.map { $0 == 0x0a ? 0x20 : $0 }
      }
      return line
    }
  }
}
