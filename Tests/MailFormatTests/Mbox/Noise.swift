/// A small generator with a fixed seed, so that a failure can be repeated.
struct Noise: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  /// Bytes out of an alphabet, or any.
  mutating func bytes(_ count: Int, of alphabet: [UInt8] = []) -> [UInt8] {
    (0..<count).map { _ in
      alphabet.isEmpty ? UInt8.random(in: 0...255, using: &self) : alphabet.randomElement(using: &self) ?? 0
    }
  }
}
