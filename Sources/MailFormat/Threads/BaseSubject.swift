import MailBytes

/// What a subject is about, without what answering, forwarding and mailing lists put around it (RFC 5256 section 2.1).
public struct BaseSubject: Sendable, Equatable {
  /// The subject's core, its letters folded, so that two can be compared; empty when nothing is left.
  public let text: [UInt8]
  /// Whether something was taken off that tells an answer or a forwarded message: `Re:`, `Fwd:`, `(fwd)`, `[Fwd: ]`.
  public let isAnswer: Bool

  /// Takes the core out of a decoded subject.
  ///
  /// - Parameter marks: words that stand for `Re` in other languages, beside those known.
  public init(_ subject: [UInt8], marks: [String] = []) {
    var extractor = Extractor(
      OneLine.withSingleBlanks(subject), Self.known + marks.map { ASCII.lowercased(Array($0.utf8)) })
    extractor.run()
    text = CaseFolding.fold(Array(extractor.rest))
    isAnswer = extractor.isAnswer
  }

  /// Takes the core out of a decoded subject.
  public init(_ subject: String, marks: [String] = []) { self.init(Array(subject.utf8), marks: marks) }

  /// The marks of the RFC and those that programs write in German and the languages of the North.
  private static let known: [[UInt8]] = ["re", "fwd", "fw", "aw", "antw", "wg", "sv", "vs"].map { Array($0.utf8) }
}

/// Takes off from both ends what is no part of the core, in one pass over each end.
private struct Extractor {
  var rest: ArraySlice<UInt8>
  var isAnswer = false
  private let marks: [[UInt8]]

  init(_ subject: [UInt8], _ marks: [[UInt8]]) {
    rest = subject[...]
    self.marks = marks
  }

  mutating func run() {
    repeat {
      dropTrailers()
      while dropLeader() {}
      dropLists()
    } while openForward()
  }

  /// `(fwd)` and blanks at the end.
  private mutating func dropTrailers() {
    while let last = rest.last {
      if last.isASCIIBlank {
        rest.removeLast()
      } else if last == UInt8(ascii: ")"), ASCII.lowercased(Array(rest.suffix(5))).elementsEqual("(fwd)".utf8) {
        rest.removeLast(5)
        isAnswer = true
      } else {
        return
      }
    }
  }

  /// Blanks, then `Re:`, `Re[2]:`, `[list] Re:`; false when no mark stands there.
  private mutating func dropLeader() -> Bool {
    rest = rest.drop { $0.isASCIIBlank }
    let word = skippingLists(rest)
    guard let behind = behindMark(word) else { return false }
    rest = behind
    isAnswer = true
    return true
  }

  /// The names of lists in brackets, but for one that is all there is.
  private mutating func dropLists() {
    var last = rest
    var position = rest
    while let next = behindList(position) {
      last = position
      position = next
    }
    rest = position.isEmpty ? last : position
  }

  /// `[Fwd: subject]` is the subject it holds.
  private mutating func openForward() -> Bool {
    guard rest.last == UInt8(ascii: "]"), ASCII.lowercased(Array(rest.prefix(5))).elementsEqual("[fwd:".utf8) else {
      return false
    }
    rest = rest.dropFirst(5).dropLast()
    isAnswer = true
    return true
  }

  private func skippingLists(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while let next = behindList(text) { text = next }
    return text
  }

  /// What follows `[name]` and its blanks; nil where no such thing begins.
  private func behindList(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard text.first == UInt8(ascii: "[") else { return nil }
    let inside = text.dropFirst()
    guard let end = inside.firstIndex(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }),
      inside[end] == UInt8(ascii: "]")
    else { return nil }
    return inside[(end + 1)...].drop { $0.isASCIIBlank }
  }

  /// What follows `Re:`, `Re :`, `Re[2]:`; nil where no such thing begins.
  private func behindMark(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    for mark in marks where text.count > mark.count {
      guard ASCII.lowercased(Array(text.prefix(mark.count))) == mark else { continue }
      var behind = text.dropFirst(mark.count).drop { $0.isASCIIBlank }
      behind = behindList(behind) ?? behind
      if behind.first == UInt8(ascii: ":") { return behind.dropFirst() }
    }
    return nil
  }
}
