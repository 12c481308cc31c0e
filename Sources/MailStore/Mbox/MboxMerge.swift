import MailFormat
import MailSystem

/// Finds messages again in an mbox that another program has changed since it was read, so that a plan can still be
/// carried out.
struct MboxMerge {
  /// What tells a message from others and does not change with its status.
  struct Key: Hashable {
    /// A hash of the From_ line, which names the sender and the second of the delivery.
    var fromLine: UInt64
    /// Bytes of the body.
    var bodyLength: Int
  }

  /// The places of each key in the new file, in order.
  private var places: [Key: [Int]] = [:]

  /// Reads the From_ lines of the new file.
  init(_ file: borrowing MboxFile) throws(SystemError) {
    for place in 0..<file.index.count {
      let extent = file.index[place]
      let key = Key(
        fromLine: try Self.fromLineHash(extent, of: file.descriptor), bodyLength: extent.body.count)
      places[key, default: []].append(place + 1)
    }
  }

  /// The plan for the new file; what is gone from it needs nothing done.
  ///
  /// - Parameter key: the key of a message of the old file; nil when it is not known.
  /// - Returns: nil when a message of the plan cannot be told from others.
  mutating func translated(_ plan: QuitPlan, key: (_ number: Int) -> Key?) -> QuitPlan? {
    var result = plan
    result.removeAll()
    for (number, fate) in plan.fates {
      guard let key = key(number) else { return nil }
      guard let found = places[key]?.first else { continue }
      places[key]?.removeFirst()
      result.set(found, to: fate)
    }
    return result
  }

  /// FNV-1a of a From_ line.
  static func fromLineHash(
    _ extent: MessageExtent, of file: borrowing FileDescriptor
  ) throws(SystemError) -> UInt64 {
    var line: [UInt8] = []
    _ = try file.readFully(at: extent.offset, into: &line, count: min(extent.fromLineLength, extent.length))
    return hash(line[...])
  }

  /// FNV-1a.
  static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }
}
