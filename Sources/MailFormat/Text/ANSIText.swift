import MailBytes

/// Text that a program coloured for a terminal: without its codes, or as HTML with its colours.
///
/// Whole control sequences alone are taken for codes (ECMA-48: ESC `[`, parameters, a final byte), and ESC `]` up to its
/// end within a line, and what a terminal's reset adds beside one (`tput sgr0`: ESC `(B` or SI); any other ESC stays as it is, so that bytes that are no coloured text are not changed.
public enum ANSIText {
  /// A sequence is not longer than this.
  static let longestSequence = 256

  /// Whether there is a code in it.
  public static func hasCodes(_ text: [UInt8]) -> Bool {
    var index = 0
    while let escape = Kernels.firstIndex(of: 0x1b, in: text.span, from: index) {
      if sequence(in: text, at: escape) != nil { return true }
      index = escape + 1
    }
    return false
  }

  /// The text without codes.
  public static func plain(_ text: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    walk(text) { piece in
      if case .text(let range) = piece { output += text[range] }
    }
    return output
  }

  /// The text as HTML: preformatted, with its colours.
  public static func html(_ text: [UInt8]) -> [UInt8] {
    var output = Array("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n<pre>".utf8)
    var style = ANSIStyle()
    var open = ""
    walk(text) { piece in
      switch piece {
      case .text(let range):
        let css = style.css
        if css != open {
          if !open.isEmpty { output += Array("</span>".utf8) }
          if !css.isEmpty { output += Array("<span style=\"\(css)\">".utf8) }
          open = css
        }
        for byte in text[range] {
          switch byte {
          case UInt8(ascii: "<"): output += Array("&lt;".utf8)
          case UInt8(ascii: ">"): output += Array("&gt;".utf8)
          case UInt8(ascii: "&"): output += Array("&amp;".utf8)
          case 0..<0x09, 0x0b..<0x20, 0x7f: continue
          default: output.append(byte)
          }
        }
      case .code(let final, let parameters):
        if final == UInt8(ascii: "m") { style.apply(text[parameters]) }
      }
    }
    if !open.isEmpty { output += Array("</span>".utf8) }
    return output + Array("</pre>\n</body></html>\n".utf8)
  }

  private enum Piece {
    case text(Range<Int>)
    case code(final: UInt8, parameters: Range<Int>)
  }

  private static func walk(_ text: [UInt8], _ body: (Piece) -> Void) {
    // In an ISO-2022 text the same bytes end its other alphabets.
    let takesResets = !holdsDesignation(text)
    var start = 0
    var index = 0
    while let escape = Kernels.firstIndex(of: 0x1b, in: text.span, from: index) {
      guard let found = sequence(in: text, at: escape) else {
        index = escape + 1
        continue
      }
      let first = takesResets && escape - 3 >= start && isCharsetReset(text, at: escape - 3) ? escape - 3 : escape
      if start < first { body(.text(start..<first)) }
      body(.code(final: found.final, parameters: found.parameters))
      var end = found.end
      if takesResets, isCharsetReset(text, at: end) { end += 3 }
      if end < text.count, text[end] == shiftIn, found.final == UInt8(ascii: "m") { end += 1 }
      (start, index) = (end, end)
    }
    if start < text.count { body(.text(start..<text.count)) }
  }

  /// SI, which some terminals want to be told beside the end of the colours.
  private static let shiftIn: UInt8 = 0x0f

  /// Whether ESC `$` chooses an alphabet of many bytes somewhere.
  private static func holdsDesignation(_ text: [UInt8]) -> Bool {
    var index = 0
    while let escape = Kernels.firstIndex(of: 0x1b, in: text.span, from: index) {
      index = escape + 1
      if index < text.count, text[index] == UInt8(ascii: "$") { return true }
    }
    return false
  }

  /// Whether ESC `(B` stands there, which chooses ASCII again.
  private static func isCharsetReset(_ text: [UInt8], at index: Int) -> Bool {
    index >= 0 && index + 2 < text.count && text[index] == 0x1b && text[index + 1] == UInt8(ascii: "(")
      && text[index + 2] == UInt8(ascii: "B")
  }

  /// The control sequence that begins at an ESC; nil for none.
  private static func sequence(
    in text: [UInt8], at escape: Int
  ) -> (final: UInt8, parameters: Range<Int>, end: Int)? {
    guard escape + 2 < text.count else { return nil }
    let limit = min(text.count, escape + longestSequence)
    var index = escape + 2
    switch text[escape + 1] {
    case UInt8(ascii: "["):
      while index < limit, 0x20...0x3f ~= text[index] { index += 1 }
      guard index < limit, 0x40...0x7e ~= text[index] else { return nil }
      return (text[index], escape + 2..<index, index + 1)
    case UInt8(ascii: "]"):
      // A title or a link ends with BEL or ESC `\`.
      while index < limit, text[index] >= 0x20 { index += 1 }
      guard index < limit else { return nil }
      if text[index] == 0x07 { return (0, index..<index, index + 1) }
      guard text[index] == 0x1b, index + 1 < text.count, text[index + 1] == UInt8(ascii: "\\") else { return nil }
      return (0, index..<index, index + 2)
    default: return nil
    }
  }
}
