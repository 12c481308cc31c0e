/// Breaks a line of text at blanks, and between wide characters where there are none.
enum LineWrapper {
  /// Hands out pieces of at most `width` columns; a word of narrow characters that is longer stays whole, so that links
  /// can be copied.
  static func wrap(_ line: ArraySlice<UInt8>, width: Int, emit: (ArraySlice<UInt8>) -> Void) {
    if line.count <= width {
      emit(line)
      return
    }
    var start = line.startIndex
    var end = start
    var columns = 0
    var position = line.startIndex
    while position < line.endIndex {
      var wordEnd = position
      while wordEnd < line.endIndex, line[wordEnd] != 0x20 { wordEnd += 1 }
      let wordColumns = TextColumns.width(of: line[position..<wordEnd])
      let gap = end > start ? position - end : 0
      if end > start, columns + gap + wordColumns > width {
        emit(line[start..<end])
        start = position
        columns = 0
      } else {
        columns += gap
      }
      let rest = breakWide(line[position..<wordEnd], columns: wordColumns, room: width - columns, width: width) { cut in
        emit(line[start..<cut])
        start = cut
        columns = 0
      }
      columns += rest
      end = wordEnd
      position = wordEnd
      while position < line.endIndex, line[position] == 0x20 { position += 1 }
    }
    if end > start { emit(line[start..<end]) }
  }

  /// Breaks a word that does not fit where two wide characters meet.
  ///
  /// - Returns: the columns of what is left over; the whole word's when it has no wide characters.
  private static func breakWide(
    _ word: ArraySlice<UInt8>, columns all: Int, room: Int, width: Int, cut: (Int) -> Void
  ) -> Int {
    guard all > width, word.contains(where: { $0 >= 0xe1 }) else { return all }
    var room = room
    var used = 0
    var position = word.startIndex
    while position < word.endIndex {
      var next = position + 1
      while next < word.endIndex, word[next] & 0xc0 == 0x80 { next += 1 }
      let columns = TextColumns.width(of: word[position..<next])
      if used + columns > room, used > 0, columns == 2 {
        cut(position)
        room = width
        used = 0
      }
      used += columns
      position = next
    }
    return used
  }
}
