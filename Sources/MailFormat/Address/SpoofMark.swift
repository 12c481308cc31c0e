import MailBytes

/// A reason to look at an address twice; the display shows the true address and says why.
public enum SpoofMark: Sendable, Hashable {
  /// The display name holds an address that is not the one behind it.
  case nameHoldsOtherAddress(String)
  /// A label of the domain, or of the local part, mixes scripts that look alike.
  case mixedScripts
  /// The domain is in its `xn--` form: both forms are to be shown.
  case encodedDomain
  /// The name or address holds bidi controls, invisible or control characters.
  case hiddenCharacters
}

extension Address {
  /// Why the address may not be what it seems; empty for nearly all.
  public var spoofMarks: [SpoofMark] {
    var marks: [SpoofMark] = []
    if let other = otherAddressInName { marks.append(.nameHoldsOtherAddress(other)) }
    if Script.isMixed(domain) || Script.isMixed(localPart) { marks.append(.mixedScripts) }
    if hasEncodedLabel { marks.append(.encodedDomain) }
    if Script.hasHidden(displayName) || Script.hasHidden(localPart) || Script.hasHidden(domain) {
      marks.append(.hiddenCharacters)
    }
    return marks
  }

  /// The first word of the name that is an address and not this one.
  private var otherAddressInName: String? {
    guard displayName.utf8.contains(64) else { return nil }
    var word: [UInt8] = []
    for byte in Array(displayName.utf8) + [32] {
      if byte <= 32 || byte == 34 || byte == 39 || byte == 40 || byte == 41 || byte == 44 || byte == 59 || byte == 60
        || byte == 62 || byte == 91 || byte == 93
      {
        if let other = Self.plainAddress(word), !other.isLikelySameMailbox(as: self) { return other.addrSpec }
        word.removeAll(keepingCapacity: true)
      } else {
        word.append(byte)
      }
    }
    return nil
  }

  /// A word that reads as `local@domain.tld`.
  private static func plainAddress(_ word: [UInt8]) -> Address? {
    guard let at = word.lastIndex(of: 64), at > 0, at + 1 < word.count, word[(at + 1)...].contains(46) || at > 1 else {
      return nil
    }
    return Address(
      localPart: String(decoding: word[..<at], as: UTF8.self),
      domain: String(decoding: word[(at + 1)...], as: UTF8.self))
  }

  private var hasEncodedLabel: Bool {
    let prefix: [UInt8] = [120, 110, 45, 45]
    var matched = 0
    for byte in domain.utf8 {
      if byte == 46 {
        matched = 0
      } else if matched >= 0, matched < 4, byte.asciiLowercased == prefix[matched] {
        matched += 1
        if matched == 4 { return true }
      } else {
        matched = -1
      }
    }
    return false
  }
}
