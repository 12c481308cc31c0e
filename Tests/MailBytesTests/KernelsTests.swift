import MailBytes
import Testing

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

/// Kernels are limited for the whole process, so these tests run one after the other.
@Suite(.serialized)
struct KernelsTests {
  static let levels = [0, 1, 2]

  private func atEachLevel(_ body: () throws -> Void) rethrows {
    defer { Kernels.limitLevel(to: 2) }
    for level in Self.levels {
      Kernels.limitLevel(to: level)
      try body()
    }
  }

  @Test func countsAndFindsAsALoopWould() {
    var noise = Noise(1)
    for size in [0, 1, 31, 32, 33, 63, 64, 65, 127, 500, 9000] {
      let bytes = noise.bytes(size, of: Array("ab\nF ".utf8))
      atEachLevel {
        #expect(Kernels.count(10, in: bytes.span) == bytes.filter { $0 == 10 }.count)
        for start in stride(from: 0, through: size, by: 37) {
          let rest = bytes[start...]
          #expect(Kernels.firstIndex(of: 0x46, in: bytes.span, from: start) == rest.firstIndex(of: 0x46))
          #expect(
            Kernels.firstIndex(of: 0x46, or: 10, in: bytes.span, from: start)
              == rest.firstIndex { $0 == 0x46 || $0 == 10 })
        }
      }
    }
  }

  @Test func searchesAsALoopWould() {
    var noise = Noise(2)
    for _ in 0..<200 {
      let bytes = noise.bytes(Int.random(in: 0...300, using: &noise), of: Array("abAB".utf8))
      let needle = noise.bytes(Int.random(in: 1...5, using: &noise), of: Array("ab".utf8))
      let lowered = ASCII.lowercased(bytes)
      func naive(_ text: [UInt8]) -> Int? {
        guard text.count >= needle.count else { return nil }
        return (0...(text.count - needle.count)).first { Array(text[$0..<$0 + needle.count]) == needle }
      }
      atEachLevel {
        #expect(Kernels.firstIndex(ofSequence: needle.span, in: bytes.span) == naive(bytes))
        #expect(Kernels.firstIndex(ofLowercase: needle.span, ignoringCaseIn: bytes.span) == naive(lowered))
      }
    }
    let long = [UInt8](repeating: 0x61, count: 300)
    #expect(Kernels.firstIndex(ofSequence: long.span, in: ([0x62] + long + [0x62]).span) == 1)
    #expect(Kernels.firstIndex(ofSequence: [UInt8]().span, in: long.span, from: 4) == 4)
  }

  @Test func findsFromLinesAndCountsNewlines() {
    var noise = Noise(3)
    for _ in 0..<100 {
      var bytes = noise.bytes(Int.random(in: 0...700, using: &noise), of: Array("x\nFrom ".utf8))
      for _ in 0..<3 {
        let place = Int.random(in: 0...bytes.count, using: &noise)
        bytes.insert(contentsOf: Array("\nFrom ".utf8), at: place)
      }
      let text = Array("\nFrom ".utf8)
      atEachLevel {
        var position = 0
        var newlines = 0
        var found: [Int] = []
        while let place = Kernels.newlineBeforeFrom(in: bytes.span, from: position, newlines: &newlines) {
          found.append(place)
          newlines += 1
          position = place + 1
        }
        let expected = bytes.indices.filter { $0 + 6 <= bytes.count && Array(bytes[$0..<$0 + 6]) == text }
        #expect(found == expected)
        #expect(newlines == bytes.filter { $0 == 10 }.count)
      }
    }
  }

  @Test func findsLinesForHeaderSummaries() {
    var noise = Noise(5)
    let lines = [
      "From: a", "Frame: no", "to: b", "Thread-Topic: no", "SUBJECT: s", "Date: d", " Date: no", "", "\r", "X: y",
    ]
    for round in 0..<600 {
      let isBrief = round % 2 == 1
      let wanted = (isBrief ? ["fr", "su"] : ["fr", "to", "su", "da"]).map { Array($0.utf8) }
      let some = (0..<Int.random(in: 0...12, using: &noise)).map { _ in lines.randomElement(using: &noise) ?? "" }
      let bytes = Array(some.joined(separator: "\n").utf8)
      let expected = bytes.indices.first { place in
        guard bytes[place] == 10, place + 1 < bytes.count else { return false }
        let first = bytes[place + 1] | 0x20
        guard first != 0x2a, bytes[place + 1] != 13 else { return true }
        guard let start = wanted.first(where: { $0[0] == first }) else { return false }
        return place + 2 == bytes.count || start[1] == bytes[place + 2] | 0x20
      }
      atEachLevel {
        #expect(Kernels.newlineBeforeGlanceStop(in: bytes.span, from: 0, isBrief: isBrief) == expected)
      }
    }
  }

  @Test func findsHeaderStops() {
    var noise = Noise(4)
    let lines = [
      "Status: x", "X-Status: y", "Content-Length: 3", "Content-Type: z", "Subject: s", "X-Spam: no", "", "\r", "To: t",
      "S", "x-status: a",
    ]
    for _ in 0..<300 {
      let some = (0..<Int.random(in: 0...12, using: &noise)).map { _ in lines.randomElement(using: &noise) ?? "" }
      let bytes = Array(some.joined(separator: "\n").utf8)
      var expected: Int?
      var place = 0
      for line in some {
        let wanted = ["", "\r", "Status: x", "X-Status: y", "x-status: a", "Content-Length: 3"].contains(line)
        // The last line may be too short to tell.
        if place > 0, place < bytes.count, wanted || (line == "S" && place + 1 == bytes.count) {
          expected = place - 1
          break
        }
        place += line.utf8.count + 1
      }
      atEachLevel {
        var newlines = 0
        let found = Kernels.newlineBeforeHeaderStop(in: bytes.span, from: 0, newlines: &newlines)
        #expect(found == expected, "\(some)")
        #expect(newlines == bytes[..<(expected ?? bytes.count)].filter { $0 == 10 }.count)
      }
    }
  }

  @Test func measuresWordsOfAddresses() {
    let specials = Array("\"(),:;<>[\\] ".utf8)
    func isWord(_ byte: UInt8) -> Bool { byte.isASCIIPrintable && !specials.contains(byte) }
    for byte in UInt8.min...UInt8.max {
      for place in 0..<9 {
        var bytes = [UInt8](repeating: 0x61, count: 9)
        bytes[place] = byte
        #expect(Kernels.endOfAddressWord(in: bytes.span) == (isWord(byte) ? 9 : place))
      }
    }
  }

  @Test func findsFromLinesInLongText() {
    // Lines that begin almost like the one looked for, at every place of a block of the kernel.
    for shift in 0..<300 {
      var bytes = [UInt8](repeating: 0x61, count: shift)
      bytes += Array("\nFrame\nFro\nF\n".utf8)
      bytes += [UInt8](repeating: 0x62, count: 400)
      bytes += Array("\nFrom x\nFrom".utf8)
      bytes += [UInt8](repeating: 0x63, count: 40)
      atEachLevel {
        var newlines = 0
        #expect(Kernels.newlineBeforeFrom(in: bytes.span, from: 0, newlines: &newlines) == shift + 413)
        #expect(newlines == 4)
        #expect(Kernels.newlineBeforeFrom(in: bytes.span, from: shift + 414, newlines: &newlines) == nil)
        #expect(newlines == 5)
      }
    }
  }

  @Test func measuresRuns() {
    var noise = Noise(5)
    for size in [0, 5, 7, 8, 9, 15, 16, 31, 32, 33, 40, 63, 64, 100, 500] {
      for _ in 0..<20 {
        var bytes = [UInt8](repeating: 0x61, count: size)
        if size > 0 { bytes[Int.random(in: 0..<size, using: &noise)] = UInt8.random(in: 0...255, using: &noise) }
        atEachLevel {
          #expect(
            Kernels.endOfPrintable(in: bytes.span) == bytes.firstIndex { !$0.isASCIIPrintable } ?? bytes.count)
          #expect(Kernels.endOfASCII(in: bytes.span) == bytes.firstIndex { $0 >= 0x80 } ?? bytes.count)
        }
      }
    }
  }

  @Test func validatesUTF8AsTheStandardLibraryDoes() {
    var noise = Noise(6)
    let alphabet: [UInt8] = [0x61, 0xc2, 0xc3, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0x80, 0x9f, 0xa0, 0xbf, 0x90]
    for _ in 0..<5000 {
      let bytes = noise.bytes(Int.random(in: 0...8, using: &noise), of: alphabet)
      #expect(UTF8Text.isValid(bytes) == (String(validating: bytes, as: UTF8.self) != nil))
      #expect(UTF8Text.repaired(bytes) == Array(String(decoding: bytes, as: UTF8.self).utf8))
    }
  }
}
