import MailFormat

/// The name of a message file in a Maildir: a part that never changes and, behind `:2,`, letters for its status.
struct MaildirName: Sendable, Equatable {
  /// What stays: everything before the colon.
  var base: String
  /// The letters behind `:2,`, those of other programs included.
  var letters: [UInt8]
  /// When the message was delivered, by the digits the name begins with; 0 when there are none.
  let time: Int64

  init(_ name: String) {
    let bytes = Array(name.utf8)
    time = Self.time(of: bytes)
    guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")) else {
      base = name
      letters = []
      return
    }
    base = String(decoding: bytes[..<colon], as: UTF8.self)
    let info = bytes[(colon + 1)...]
    letters = info.starts(with: [0x32, 0x2C]) ? Array(info.dropFirst(2)) : []
  }

  private static func time(of name: [UInt8]) -> Int64 {
    var value: Int64 = 0
    for byte in name {
      guard byte >= 0x30, byte <= 0x39, value < Int64.max / 100 else { break }
      value = value * 10 + Int64(byte - 0x30)
    }
    return value
  }

  /// What the letters say.
  var flags: MessageFlags {
    var flags: MessageFlags = []
    for letter in letters {
      switch letter {
      case 0x53: flags.insert(.read)
      case 0x52: flags.insert(.answered)
      case 0x46: flags.insert(.flagged)
      case 0x44: flags.insert(.draft)
      case 0x54: flags.insert(.deleted)
      default: break
      }
    }
    return flags
  }

  /// The name with these flags, in the order of the alphabet as the rules want it; unknown letters stay.
  func named(_ flags: MessageFlags) -> String {
    var all = letters.filter { !Self.known.contains($0) }
    if flags.contains(.read) { all.append(0x53) }
    if flags.contains(.answered) { all.append(0x52) }
    if flags.contains(.flagged) { all.append(0x46) }
    if flags.contains(.draft) { all.append(0x44) }
    if flags.contains(.deleted) { all.append(0x54) }
    all.sort()
    return base + ":2," + String(decoding: all, as: UTF8.self)
  }

  private static let known: [UInt8] = [0x53, 0x52, 0x46, 0x44, 0x54]
}
