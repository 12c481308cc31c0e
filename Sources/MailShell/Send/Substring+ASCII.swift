extension Substring {
  /// The first place of an ASCII text.
  func range(ofASCII text: StaticString) -> Range<Index>? {
    let needle = text.description.utf8
    var start = startIndex
    while start < endIndex {
      if self[start...].utf8.starts(with: needle) {
        return start..<utf8.index(start, offsetBy: needle.count)
      }
      start = utf8.index(after: start)
    }
    return nil
  }
}
