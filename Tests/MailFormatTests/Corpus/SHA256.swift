/// SHA-256 of FIPS 180-4, for comparing with the corpus only.
enum SHA256 {
  static func hex(_ message: [UInt8]) -> String {
    var state: [UInt32] = [
      0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    var padded = message
    padded.append(0x80)
    while padded.count % 64 != 56 { padded.append(0) }
    let bits = UInt64(message.count) * 8
    for shift in stride(from: 56, through: 0, by: -8) {
      padded.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    var words = [UInt32](repeating: 0, count: 64)
    for block in stride(from: 0, to: padded.count, by: 64) {
      for index in 0..<16 {
        let at = block + index * 4
        words[index] =
          UInt32(padded[at]) << 24 | UInt32(padded[at + 1]) << 16 | UInt32(padded[at + 2]) << 8 | UInt32(padded[at + 3])
      }
      for index in 16..<64 {
        let first = rotate(words[index - 15], 7) ^ rotate(words[index - 15], 18) ^ words[index - 15] >> 3
        let second = rotate(words[index - 2], 17) ^ rotate(words[index - 2], 19) ^ words[index - 2] >> 10
        words[index] = words[index - 16] &+ first &+ words[index - 7] &+ second
      }
      var work = state
      for index in 0..<64 {
        let sum1 = rotate(work[4], 6) ^ rotate(work[4], 11) ^ rotate(work[4], 25)
        let choice = work[4] & work[5] ^ ~work[4] & work[6]
        let first = work[7] &+ sum1 &+ choice &+ constants[index] &+ words[index]
        let sum0 = rotate(work[0], 2) ^ rotate(work[0], 13) ^ rotate(work[0], 22)
        let majority = work[0] & work[1] ^ work[0] & work[2] ^ work[1] & work[2]
        work = [first &+ sum0 &+ majority, work[0], work[1], work[2], work[3] &+ first, work[4], work[5], work[6]]
      }
      for index in 0..<8 { state[index] = state[index] &+ work[index] }
    }
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for word in state {
      for shift in stride(from: 28, through: 0, by: -4) { text.append(digits[Int(word >> UInt32(shift) & 15)]) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func rotate(_ value: UInt32, _ count: UInt32) -> UInt32 { value >> count | value << (32 - count) }

  private static let constants: [UInt32] = primeRoots()

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes, computed exactly.
  private static func primeRoots() -> [UInt32] {
    var roots: [UInt32] = []
    var candidate: UInt64 = 2
    while roots.count < 64 {
      var isPrime = true
      var divisor: UInt64 = 2
      while divisor * divisor <= candidate {
        if candidate % divisor == 0 { isPrime = false }
        divisor += 1
      }
      if isPrime { roots.append(cubeRootFraction(candidate)) }
      candidate += 1
    }
    return roots
  }

  /// The largest r with r^3 <= n * 2^96, its low 32 bits.
  private static func cubeRootFraction(_ number: UInt64) -> UInt32 {
    var low: UInt64 = 0
    var high: UInt64 = 1 << 36
    while low + 1 < high {
      let middle = (low + high) / 2
      let square = middle.multipliedFullWidth(by: middle)
      // middle < 2^36, so the square needs 72 bits; its high word times middle stays small.
      let lowPart = square.low.multipliedFullWidth(by: middle)
      let top = square.high * middle + lowPart.high
      // Compare with number * 2^96: word 1 is top, word 0 is lowPart.low.
      let target = number << 32
      if top < target || top == target && lowPart.low == 0 { low = middle } else { high = middle }
    }
    return UInt32(truncatingIfNeeded: low)
  }
}
