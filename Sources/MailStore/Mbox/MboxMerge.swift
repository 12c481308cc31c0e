import MailBytes
import MailFormat
import MailSystem

/// Finds messages again in an mbox that another program has changed since it was read, so that a plan can still be
/// carried out.
struct MboxMerge {
  /// What tells a message from others and does not change with its status.
  struct Key: Hashable {
    /// A hash of the From_ line, which names the sender and the second of the delivery, and of the fields that stay.
    var header: UInt64
    /// Bytes of the body.
    var bodyLength: Int
  }

  /// What the index tells of a message that is the same for twins, whatever their status.
  private struct Shape: Hashable {
    var fromLine: Int
    var body: Int
    init(_ extent: MessageExtent) { (fromLine, body) = (extent.fromLineLength, extent.body.count) }
  }

  /// How the messages of one shape differ that a plan names.
  private struct Variety {
    var status: MessageFlags
    var hasOneStatus = true
    var headers: Set<Int> = []

    init(_ extent: MessageExtent) { status = extent.status }

    mutating func add(_ extent: MessageExtent) {
      hasOneStatus = hasOneStatus && extent.status == status
      headers.insert(extent.headerLength)
    }

    /// Whether a message of this shape may be a twin of one of them: a header of another length is another's, unless a
    /// Status field may have changed it.
    func mayHoldTwin(of extent: MessageExtent) -> Bool {
      !hasOneStatus || extent.status != status || headers.contains(extent.headerLength)
    }
  }

  /// The places of each key in the new file, in order.
  private var places: [Key: [Int]] = [:]

  /// Reads the headers of the new file.
  init(_ file: borrowing MboxFile) throws(SystemError) {
    for place in 0..<file.index.count {
      let extent = file.index[place]
      let key = Key(
        header: try Self.headerHash(extent, of: file.descriptor), bodyLength: extent.body.count)
      places[key, default: []].append(place + 1)
    }
  }

  /// The plan for the new file; what is gone from it needs nothing done.
  ///
  /// - Parameters:
  ///   - index: where the messages of the old file were.
  ///   - keys: their keys; nil for those that are not known.
  /// - Returns: the plan, and how many messages of the old file are not there as they were; nil when a message of the
  ///   plan cannot be told from others, of which one may be meant to stay.
  func translated(_ plan: QuitPlan, of index: MboxIndex, keys: [Key?]) -> (plan: QuitPlan, missed: Int)? {
    var result = plan
    result.removeAll()
    var known: [Key: (fate: QuitPlan.Fate, count: Int)] = [:]
    for (number, fate) in plan.fates {
      guard keys.indices.contains(number - 1), let key = keys[number - 1] else { return nil }
      if let twin = known[key], twin.fate != fate { return nil }
      known[key, default: (fate, 0)].count += 1
    }
    // Twins that the plan does not name are to stay as they are, as may be what could be one as far as is known.
    var shapes: [Shape: Variety] = [:]
    for (number, _) in plan.fates {
      let extent = index[number - 1]
      shapes[Shape(extent), default: Variety(extent)].add(extent)
    }
    var planned = plan.fates[...]
    for number in keys.indices {
      if planned.first?.number == number + 1 {
        planned.removeFirst()
      } else if let key = keys[number] {
        if known[key] != nil { return nil }
      } else {
        let extent = index[number]
        if shapes[Shape(extent)]?.mayHoldTwin(of: extent) ?? false { return nil }
      }
    }
    var decisions: [(place: Int, fate: QuitPlan.Fate)] = []
    for (key, twins) in known {
      guard let found = places[key] else { continue }
      guard found.count <= twins.count else { return nil }
      for place in found { decisions.append((place, twins.fate)) }
    }
    // In order, as a plan takes them fastest.
    decisions.sort { $0.place < $1.place }
    for (place, fate) in decisions { result.set(place, to: fate) }
    return (result, missed(of: keys))
  }

  /// Where each message of the old file stands in the new one, 0 where it does not any more.
  ///
  /// - Returns: nil where one cannot be told from others, or is not known.
  func places(of keys: [Key?]) -> [Int]? {
    var counts: [Key: Int] = [:]
    for key in keys {
      guard let key else { return nil }
      counts[key, default: 0] += 1
    }
    for (key, count) in counts {
      if let found = places[key], found.count != count { return nil }
    }
    var left = places.mapValues { $0[...] }
    return keys.map { key in key.flatMap { left[$0]?.popFirst() } ?? 0 }
  }

  /// How many of the messages that are known by a key are not in the new file.
  private func missed(of keys: [Key?]) -> Int {
    var left = places.mapValues(\.count)
    var missed = 0
    for case .some(let key) in keys {
      if let count = left[key], count > 0 { left[key] = count - 1 } else { missed += 1 }
    }
    return missed
  }

  /// The hash of a message's header as it stands in a file.
  static func headerHash(
    _ extent: MessageExtent, of file: borrowing FileDescriptor
  ) throws(SystemError) -> UInt64 {
    var header: [UInt8] = []
    _ = try file.readFully(at: extent.offset, into: &header, count: extent.headerLength)
    return hash(header.span)
  }

  /// What a hash begins with.
  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  /// A hash of the From_ line and the header without the fields that mail programs change in their files.
  static func hash(_ header: Span<UInt8>) -> UInt64 {
    var hash = seed
    var start = 0
    var isPassedOver = false
    while start < header.count {
      let end = Kernels.firstIndex(of: 0x0A, in: header, from: start) ?? header.count
      let line = header.extracting(start..<end)
      start = end + 1
      // The empty line behind the header may come and go with the last field.
      if line.isEmpty || (line.count == 1 && line[0] == 0x0D) { continue }
      if line[0] != 0x20 && line[0] != 0x09 { isPassedOver = isChanging(line) }
      if !isPassedOver { mix(line, into: &hash) }
    }
    return hash
  }

  private static func isChanging(_ line: Span<UInt8>) -> Bool {
    switch line[0] | 0x20 {
    case 0x73: ASCII.hasPrefixIgnoringCase(line, "Status:")
    case 0x63: ASCII.hasPrefixIgnoringCase(line, "Content-Length:")
    case 0x78:
      ASCII.hasPrefixIgnoringCase(line, "X-Status:") || ASCII.hasPrefixIgnoringCase(line, "X-UID:")
        || ASCII.hasPrefixIgnoringCase(line, "X-Keywords:") || ASCII.hasPrefixIgnoringCase(line, "X-IMAP")
    default: false
    }
  }

  /// FNV-1a over words of eight bytes, since every header that is shown passes here.
  static func mix(_ line: Span<UInt8>, into hash: inout UInt64) {
    let whole = line.count & ~7
    var index = 0
    while index < whole {
      let high = UInt64(line[index]) << 56 | UInt64(line[index + 1]) << 48 | UInt64(line[index + 2]) << 40
      let middle = UInt64(line[index + 3]) << 32 | UInt64(line[index + 4]) << 24 | UInt64(line[index + 5]) << 16
      hash = (hash ^ (high | middle | UInt64(line[index + 6]) << 8 | UInt64(line[index + 7]))) &* 0x100_0000_01b3
      hash ^= hash >> 32
      index += 8
    }
    var word: UInt64 = 0
    while index < line.count {
      word = word << 8 | UInt64(line[index])
      index += 1
    }
    hash = (hash ^ word) &* 0x100_0000_01b3
    hash = (hash ^ UInt64(truncatingIfNeeded: line.count)) &* 0x100_0000_01b3
    hash ^= hash >> 32
  }
}
