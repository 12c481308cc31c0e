import MailBytes

/// Names that must be unlike all others: Message-ID and boundaries.
enum Identity {
  private static let longestHost = 255

  /// Letters and digits from random bytes.
  static func token(_ random: [UInt8], count: Int) -> [UInt8] {
    let letters: StaticString = "abcdefghijkmnpqrstuvwxyz23456789"
    var alphabet: [UInt8] = []
    alphabet.append(utf8: letters)
    var output: [UInt8] = []
    // A short supply is used again with another share of each byte, so that the length is always the same.
    for index in 0..<count {
      let byte = random.isEmpty ? UInt8(truncatingIfNeeded: index &* 7) : random[index % random.count]
      let turn = random.isEmpty ? 0 : index / random.count
      output.append(alphabet[Int((byte &+ UInt8(truncatingIfNeeded: turn &* 5)) >> (turn % 2 == 0 ? 0 : 3)) & 31])
    }
    return output
  }

  /// A Message-ID of time, random bytes and host; nil without a host.
  static func messageID(_ options: BuildOptions) -> MessageID? {
    let host = Array(options.messageIDHost.utf8).filter {
      $0.isASCIIAlphanumeric || $0 == 0x2d || $0 == 0x2e || $0 == 0x5b || $0 == 0x5d || $0 == 0x3a
    }
    guard !host.isEmpty, host.count <= longestHost else { return nil }
    var text: [UInt8] = []
    if let date = options.date {
      let time = CivilTime(secondsSinceEpoch: date.secondsSinceEpoch)
      text.append(decimal: time.year, width: 4, pad: 0x30)
      for part in [time.month, time.day, time.hour, time.minute, time.second] {
        text.append(decimal: part, width: 2, pad: 0x30)
      }
      text.append(0x2e)
    }
    text += token([UInt8](options.random.reversed()), count: 16)
    text.append(0x40)
    text += host
    return MessageID(String(decoding: text, as: UTF8.self))
  }
}
