/// What somebody may have meant by a name that is not known.
public enum NearestName {
  /// The known name that differs least from a word; of several the one that begins most like it; nil where none is near.
  ///
  /// One slip counts 1: a letter left out, put in, changed, or two neighbours in the wrong order. A third of the letters
  /// may be wrong, three at most.
  public static func of(_ word: String, among names: some Sequence<String>) -> String? {
    let word = Array(word.utf8)
    guard word.count > 1, word.count <= longest else { return nil }
    var best: (name: String, distance: Int, start: Int)?
    for name in names {
      let limit = min(3, max(1, min(word.count, name.utf8.count) / 3), best?.distance ?? 3)
      guard abs(name.utf8.count - word.count) <= limit else { continue }
      let distance = distance(word, Array(name.utf8))
      guard distance > 0, distance <= limit else { continue }
      let start = commonStart(word, name)
      if let best, best.distance == distance, best.start >= start { continue }
      best = (name, distance, start)
    }
    return best?.name
  }

  /// How many letters at their beginning two words share: people slip in the middle and leave out the end.
  private static func commonStart(_ word: [UInt8], _ name: String) -> Int {
    zip(word, name.utf8).prefix { $0 == $1 }.count
  }

  /// Longer words are no slips of a known name.
  private static var longest: Int { 64 }

  /// How many slips lie between two words.
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var above = Array(0...right.count)
    for row in left.indices {
      var line = [row + 1]
      line.reserveCapacity(right.count + 1)
      for column in right.indices {
        var cost = min(above[column] + (left[row] == right[column] ? 0 : 1), above[column + 1] + 1, line[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        line.append(cost)
      }
      (before, above) = (above, line)
    }
    return above[right.count]
  }
}
