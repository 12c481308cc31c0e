/// File names that came with mail: made fit for showing and, separately, for saving.
public enum FileName {
  /// One line without controls, bidi overrides and zero-width tricks, at most `limit` characters.
  public static func display(_ name: String, limit: Int = MIMELimits.standard.nameCharacters) -> String {
    var shown = String.UnicodeScalarView()
    var count = 0
    for scalar in name.unicodeScalars {
      if count == limit { break }
      guard !isTreacherous(scalar) else {
        if scalar == "\t" || scalar == "\n" { shown.append(" ") }
        continue
      }
      shown.append(scalar)
      count += 1
    }
    return String(shown)
  }

  /// The name of a file for display, cut in front of its ending, which tells the type.
  static func display(ofFile name: String, limit: Int) -> String {
    String(cut(display(name, limit: .max).unicodeScalars, to: limit) { _ in 1 })
  }

  /// A name that stays in the chosen folder: no directories, no dot file, nothing a shell or terminal reads.
  ///
  /// - Returns: at most 255 bytes; `fallback` when nothing is left.
  public static func safe(_ name: String, fallback: String = "attachment") -> String {
    var base = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if scalar == "/" || scalar == "\\" {
        base = String.UnicodeScalarView()
      } else if !isTreacherous(scalar), scalar != "\0" {
        base.append(unsafeInNames(scalar) ? "_" : scalar)
      }
    }
    while let first = base.first, first == "." || first == " " || first == "-" || first == "~" { base.removeFirst() }
    while let last = base.last, last == " " || last == "." { base.removeLast() }
    guard !base.isEmpty else { return fallback }
    return String(cut(base, to: 255) { UTF8.width($0) })
  }

  /// Whether a character can forge a line, hide text or turn its order around.
  static func isTreacherous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f..<0xa0, 0xad, 0x61c, 0x180e, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff,
      0xfff9...0xfffb, 0xe0000...0xe007f:
      true
    default: false
    }
  }

  private static func unsafeInNames(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "|", "<", ">", "\"", "'", "`", "*", "?", ":", "$", "&", ";", "!": true
    default: false
    }
  }

  /// Cuts a name to a size in front of its ending, if it has a short one.
  private static func cut(
    _ name: String.UnicodeScalarView, to limit: Int, measure: (Unicode.Scalar) -> Int
  ) -> String.UnicodeScalarView {
    var total = 0
    for scalar in name { total += measure(scalar) }
    guard total > limit else { return name }
    var ending = String.UnicodeScalarView()
    var endingSize = 0
    if let dot = name.lastIndex(of: ".") {
      for scalar in name[dot...] { endingSize += measure(scalar) }
      if endingSize <= 20, endingSize < limit { ending.append(contentsOf: name[dot...]) } else { endingSize = 0 }
    }
    var kept = String.UnicodeScalarView()
    var used = endingSize
    for scalar in name {
      used += measure(scalar)
      if used > limit { break }
      kept.append(scalar)
    }
    kept.append(contentsOf: ending)
    return kept
  }
}
