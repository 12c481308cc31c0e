import MailFormat

/// What tells a body from others, whatever mailbox it is in: its length and a hash, without the `>` in front of From_ lines
/// and the empty lines at the end.
struct BodyDigest: Equatable {
  private var count = 0
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  /// Line ends that count when something follows.
  private var lineEnds: [UInt8] = []
  private var quoter = MboxQuoter(.bare)

  /// Adds the next bytes.
  mutating func add(_ bytes: [UInt8]) {
    var text: [UInt8] = []
    quoter.pass(bytes.span, into: &text)
    mix(text)
  }

  /// Says that this was all.
  mutating func finish() {
    var text: [UInt8] = []
    quoter.finish(into: &text)
    mix(text)
    lineEnds = []
  }

  private mutating func mix(_ text: [UInt8]) {
    for byte in text {
      lineEnds.append(byte)
      guard byte != 0x0a, byte != 0x0d else { continue }
      // FNV-1a.
      for byte in lineEnds { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      count += lineEnds.count
      lineEnds.removeAll(keepingCapacity: true)
    }
  }

  static func == (left: BodyDigest, right: BodyDigest) -> Bool { left.count == right.count && left.hash == right.hash }
}
