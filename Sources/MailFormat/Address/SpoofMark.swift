import MailBytes

/// A reason to look at an address twice; the display shows the true address and says why.
public enum SpoofMark: Sendable, Hashable {
  /// The display name holds an address that is not the one behind it.
  case nameHoldsOtherAddress(String)
  /// A label of the domain, or of the local part, mixes scripts that look alike.
  case mixedScripts
  /// A label of the domain is written in letters that all look like ASCII ones, and is none.
  case looksLikeASCII
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
    if let mark = Self.scriptMark(ofDomain: domain) {
      marks.append(mark)
    } else if Script.isMixed(localPart) {
      marks.append(.mixedScripts)
    }
    if hasEncodedLabel { marks.append(.encodedDomain) }
    if Script.hasHidden(displayName) || Script.hasHidden(localPart) || Script.hasHidden(domain) {
      marks.append(.hiddenCharacters)
    }
    return marks
  }

  /// What the letters of a readable domain may be taken for.
  public static func scriptMark(ofDomain domain: String) -> SpoofMark? {
    if domain.utf8.allSatisfy({ $0 < 0x80 }) { return nil }
    if Script.isMixed(domain) { return .mixedScripts }
    return Script.looksLikeASCII(domain) ? .looksLikeASCII : nil
  }

  /// The first word of the name that is an address and not this one.
  private var otherAddressInName: String? {
    let name = Self.narrowed(displayName)
    guard name.contains(64) else { return nil }
    var word: [UInt8] = []
    for byte in name + [32] {
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

  /// The name with ASCII instead of its wide and small forms, whose at signs and dots read as well.
  private static func narrowed(_ name: String) -> [UInt8] {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return Array(name.utf8) }
    var narrow: [UInt8] = []
    for scalar in name.unicodeScalars {
      switch scalar.value {
      case 0xff01...0xff5e: narrow.append(UInt8(scalar.value - 0xfee0))
      case 0xfe6b: narrow.append(64)
      case 0x3002, 0xfe52, 0xff61: narrow.append(46)
      case 0x3000: narrow.append(32)
      default: narrow += UTF8.encode(scalar) ?? .init()
      }
    }
    return narrow
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
