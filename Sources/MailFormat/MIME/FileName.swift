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
    return String(cut(base, toBytes: 255))
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

  private static func cut(_ name: String.UnicodeScalarView, toBytes limit: Int) -> String.UnicodeScalarView {
    var total = 0
    for scalar in name { total += UTF8.width(scalar) }
    guard total > limit else { return name }
    var ending = String.UnicodeScalarView()
    var endingBytes = 0
    if let dot = name.lastIndex(of: ".") {
      for scalar in name[dot...] { endingBytes += UTF8.width(scalar) }
      if endingBytes <= 20 { ending.append(contentsOf: name[dot...]) } else { endingBytes = 0 }
    }
    var kept = String.UnicodeScalarView()
    var used = endingBytes
    for scalar in name {
      used += UTF8.width(scalar)
      if used > limit { break }
      kept.append(scalar)
    }
    kept.append(contentsOf: ending)
    return kept
  }
}
