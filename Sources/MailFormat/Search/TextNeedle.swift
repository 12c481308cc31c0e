import MailBytes

/// A text to look for without regard to case, prepared once and used on many messages.
public struct TextNeedle: Sendable {
  private let folded: [UInt8]
  private let isASCII: Bool
  /// Whether it has a letter that one beyond ASCII folds to: `s` and `i`, by U+017F and U+0130.
  private let hasForeignForms: Bool

  private static let foreignForms: [[UInt8]] = [Array("\u{17f}".utf8), Array("\u{130}".utf8)]

  /// Prepares a text.
  public init(_ text: [UInt8]) {
    let folded = CaseFolding.fold(text)
    isASCII = UTF8Text.isASCII(folded.span)
    hasForeignForms = folded.contains { $0 == 0x73 || $0 == 0x69 }
    self.folded = folded
  }

  /// Prepares a text.
  public init(_ text: String) { self.init(Array(text.utf8)) }

  /// Whether what is not found in the bytes of a charset that extends ASCII is not in the text they stand for either.
  var isFoundInBytes: Bool { isASCII && !folded.isEmpty && !folded.contains { $0 < 0x20 } }

  /// Whether the UTF-8 text contains it; everything contains the empty one.
  public func isFound(in text: [UInt8]) -> Bool {
    if folded.isEmpty { return true }
    if isASCII {
      // Folding moves no letter of ASCII, so that what is found in the text as it is is in the folded one, too.
      if Kernels.firstIndex(ofLowercase: folded.span, ignoringCaseIn: text.span) != nil { return true }
      guard hasForeignForms,
        Self.foreignForms.contains(where: { Kernels.firstIndex(ofSequence: $0.span, in: text.span) != nil })
      else { return false }
    }
    return Kernels.firstIndex(ofSequence: folded.span, in: CaseFolding.fold(text).span) != nil
  }
}
