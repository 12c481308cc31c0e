import MailBytes

/// A text to look for without regard to case, prepared once and used on many messages.
public struct TextNeedle: Sendable {
  private let folded: [UInt8]
  private let isASCII: Bool

  /// Prepares a text.
  public init(_ text: [UInt8]) {
    let folded = CaseFolding.fold(text)
    isASCII = UTF8Text.isASCII(folded.span)
    self.folded = folded
  }

  /// Prepares a text.
  public init(_ text: String) { self.init(Array(text.utf8)) }

  /// Whether the UTF-8 text contains it; everything contains the empty one.
  public func isFound(in text: [UInt8]) -> Bool {
    if folded.isEmpty { return true }
    if isASCII, UTF8Text.isASCII(text.span) {
      return Kernels.firstIndex(ofLowercase: folded.span, ignoringCaseIn: text.span) != nil
    }
    // Letters beyond ASCII may fold to ASCII, so the text is folded for any needle.
    return Kernels.firstIndex(ofSequence: folded.span, in: CaseFolding.fold(text).span) != nil
  }
}
