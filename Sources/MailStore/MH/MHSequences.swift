/// The file `.mh_sequences` of an MH folder: names for sets of message numbers, such as `unseen: 1-3 7`.
struct MHSequences: Equatable {
  /// The most messages that a range is followed through.
  private static let highest = 1 << 24
  private var lines: [(name: String, numbers: Set<Int>)] = []

  init() {}

  /// Reads the file; what does not look like a sequence is left out.
  init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: 0x0A) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { continue }
      var numbers = Set<Int>()
      for word in line[(colon + 1)...].split(whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
        let ends = word.split(separator: UInt8(ascii: "-")).map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
        guard let first = ends.first, let last = ends.last, ends.count <= 2, first > 0, first <= last,
          last <= Self.highest
        else { continue }
        numbers.formUnion(first...last)
      }
      lines.append((String(decoding: line[..<colon], as: UTF8.self), numbers))
    }
  }

  func contains(_ number: Int, in name: String) -> Bool {
    lines.contains { $0.name == name && $0.numbers.contains(number) }
  }

  /// Puts a number into a sequence or takes it out.
  mutating func set(_ number: Int, in name: String, _ isIn: Bool) {
    guard let place = lines.firstIndex(where: { $0.name == name }) else {
      if isIn { lines.append((name, [number])) }
      return
    }
    if isIn { lines[place].numbers.insert(number) } else { lines[place].numbers.remove(number) }
  }

  /// Takes a number out of all sequences.
  mutating func remove(_ number: Int) {
    for place in lines.indices { lines[place].numbers.remove(number) }
  }

  /// The file's text; empty sequences are left out.
  var bytes: [UInt8] {
    var text = ""
    for (name, numbers) in lines where !numbers.isEmpty {
      text += name + ":"
      var run: ClosedRange<Int>?
      for number in numbers.sorted() + [0] {
        if let current = run, current.upperBound + 1 == number {
          run = current.lowerBound...number
          continue
        }
        if let current = run {
          text += " \(current.lowerBound)" + (current.count > 1 ? "-\(current.upperBound)" : "")
        }
        run = number > 0 ? number...number : nil
      }
      text += "\n"
    }
    return Array(text.utf8)
  }

  static func == (left: MHSequences, right: MHSequences) -> Bool { left.bytes == right.bytes }
}
