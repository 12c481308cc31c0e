public import MailBytes

extension Address {
  /// The other form of a domain that has two: to be shown beside the one of the message, never instead of it.
  ///
  /// Of an `xn--` domain it is the readable form, which `scriptMark` may have a word on; of a domain that mixes scripts
  /// or looks like another one it is the `xn--` form, which cannot. Nil for all other domains.
  public func otherDomainForm(using names: any DomainNames) -> String? {
    if spoofMarks.contains(.encodedDomain) {
      guard let readable = names.toUnicode(domain), readable != domain, !Script.hasHidden(readable) else { return nil }
      return readable
    }
    guard Self.scriptMark(ofDomain: domain) != nil, let ascii = try? names.toASCII(domain), ascii != domain else {
      return nil
    }
    return ascii
  }
}

extension Script {
  /// Whether a label that is not ASCII consists of letters that look like ASCII ones alone, in a domain of ASCII names.
  static func looksLikeASCII(_ name: String) -> Bool {
    let top = name.unicodeScalars.split(separator: ".").last
    guard top?.allSatisfy({ $0.isASCII || passesForASCII($0) }) ?? false else { return false }
    for label in name.unicodeScalars.split(separator: ".") where !label.allSatisfy(\.isASCII) {
      if label.allSatisfy({ $0.isASCII || passesForASCII($0) }) { return true }
    }
    return false
  }

  /// Letters of other scripts, in lower case as names have them, that are drawn as an ASCII letter is.
  private static func passesForASCII(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{430}", "\u{435}", "\u{43e}", "\u{440}", "\u{441}", "\u{443}", "\u{445}", "\u{455}", "\u{456}", "\u{458}",
      "\u{475}", "\u{4bb}", "\u{4cf}", "\u{501}", "\u{51b}", "\u{51d}", "\u{433}", "\u{43c}", "\u{43a}", "\u{43f}":
      true  // Cyrillic
    case "\u{3b1}", "\u{3b3}", "\u{3b9}", "\u{3ba}", "\u{3bd}", "\u{3bf}", "\u{3c1}", "\u{3c4}", "\u{3c5}", "\u{3c7}",
      "\u{3c9}", "\u{3b7}":
      true  // Greek
    case "\u{131}", "\u{251}", "\u{261}", "\u{269}", "\u{28b}", "\u{1e43}", "\u{1ea1}", "\u{1eb9}", "\u{1ecb}",
      "\u{1ecd}", "\u{1ee5}":
      true  // Latin without or with a dot that is easily missed
    case "\u{561}", "\u{563}", "\u{570}", "\u{578}", "\u{57d}", "\u{581}", "\u{585}": true  // Armenian
    default: false
    }
  }
}
