import MailBytes

/// Quotes lines that would begin a new message in an mbox.
///
/// `From ` and any number of `>` before it gets one `>` more (mboxrd), so that readers can undo it. Works block by block and
/// holds five bytes at most.
struct MboxQuoter {
  private enum Place {
    case quotes
    case word(Int)
    case line
  }

  private static let word = Array("From ".utf8)
  private var place = Place.quotes

  /// Appends the quoted form of a block.
  mutating func quote(_ block: Span<UInt8>, into output: inout [UInt8]) {
    var index = 0
    while index < block.count {
      switch place {
      case .line:
        let end = Kernels.firstIndex(of: 10, in: block, from: index).map { $0 + 1 } ?? block.count
        output.append(block.extracting(index..<end))
        if block[end - 1] == 10 { place = .quotes }
        index = end
      case .quotes:
        // One more of them may stand at either end of their run, so they need not be held.
        if block[index] == UInt8(ascii: ">") {
          output.append(block[index])
          index += 1
        } else {
          place = .word(0)
        }
      case .word(let matched):
        if matched == Self.word.count {
          output.append(UInt8(ascii: ">"))
          output += Self.word
          place = .line
        } else if block[index] == Self.word[matched] {
          place = .word(matched + 1)
          index += 1
        } else {
          output += Self.word.prefix(matched)
          place = .line
        }
      }
    }
  }

  /// Appends what is held at the end.
  mutating func finish(into output: inout [UInt8]) {
    if case .word(let matched) = place {
      if matched == Self.word.count { output.append(UInt8(ascii: ">")) }
      output += Self.word.prefix(matched)
    }
    place = .line
  }
}
