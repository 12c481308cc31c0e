/// Which header fields are shown, saved or forwarded: a list to hide, or a list to keep that beats it.
public struct HeaderSelection: Sendable, Equatable {
  /// Names to hide, in lower case; a trailing `*` stands for any ending.
  public var ignored: [String]
  /// Names to keep, in lower case; when there are any, nothing else passes.
  public var retained: [String]

  /// Makes a selection from its lists.
  public init(ignored: [String] = [], retained: [String] = []) {
    self.ignored = ignored
    self.retained = retained
  }

  /// What print hides when nobody said otherwise: the marks of transport.
  public static let shipped = HeaderSelection(ignored: [
    "received", "dkim-*", "domainkey-*", "arc-*", "x-*", "authentication-results", "return-path", "received-spf",
    "delivered-to", "list-*", "precedence", "autocrypt", "feedback-id",
  ])

  /// Whether a field passes.
  public func shows(_ name: String) -> Bool {
    let folded = name.lowercased()
    if !retained.isEmpty { return HeaderSelection.matches(folded, retained) }
    return !HeaderSelection.matches(folded, ignored)
  }

  private static func matches(_ name: String, _ patterns: [String]) -> Bool {
    for pattern in patterns {
      if pattern.utf8.last == 0x2a {
        if name.utf8.starts(with: pattern.utf8.dropLast()) { return true }
      } else if name == pattern {
        return true
      }
    }
    return false
  }
}
