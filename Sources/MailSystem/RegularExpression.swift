import Glibc

/// A POSIX extended regular expression, matched by the system's library over bytes.
@safe
public final class RegularExpression {
  private var expression = unsafe regex_t()
  private let groups: Int

  /// How long a pattern may be.
  public static let patternLimit = 4096
  /// The most groups that a match tells of.
  public static let groupLimit = 10

  /// Compiles a pattern; nil when it is none.
  public init?(_ pattern: [UInt8], ignoringCase: Bool = false) {
    guard pattern.count <= Self.patternLimit, !pattern.contains(0) else { return nil }
    let text = pattern.map { CChar(bitPattern: $0) } + [0]
    let status = unsafe regcomp(&expression, text, REG_EXTENDED | (ignoringCase ? REG_ICASE : 0))
    groups = unsafe min(expression.re_nsub + 1, Self.groupLimit)
    guard status == 0 else { return nil }
  }

  deinit { unsafe regfree(&expression) }

  /// Where the pattern and its groups are found; nil when it is not, and inside for a group that took no part.
  public func firstMatch(in text: [UInt8]) -> [Range<Int>?]? {
    let subject = text.map { $0 == 0 ? CChar(0x01) : CChar(bitPattern: $0) } + [0]
    var found = [regmatch_t](repeating: regmatch_t(), count: groups)
    guard unsafe regexec(&expression, subject, groups, &found, 0) == 0 else { return nil }
    return found.map { match in
      let (start, end) = (Int(match.rm_so), Int(match.rm_eo))
      return start < 0 || end < start ? nil : start..<end
    }
  }
}
