public import MailBytes

/// A search criterion that cannot be read.
public struct SearchError: MailError, Equatable {
  /// What is wrong with a criterion.
  public enum Reason: Sendable, Equatable {
    /// A parenthesis or quote is missing.
    case unbalanced
    /// A key nobody knows.
    case unknownKey(String)
    /// A key without the text, number or date it needs.
    case missingArgument(String)
    /// Something that is no name of a field, and no set of numbers.
    case badArgument(String)
    /// Something behind a key that is no size.
    case badSize(key: String, String)
    /// Something behind a key that is no day.
    case badDay(key: String, String)
    /// Nested or listed beyond all use.
    case tooComplex
    /// `()` with no criterion before it.
    case nothingBefore
  }

  /// What is wrong.
  public let reason: Reason

  /// Makes the error.
  public init(_ reason: Reason) { self.reason = reason }

  /// One line that says what is wrong.
  public var summary: String {
    switch reason {
    case .unbalanced: "search criterion: a parenthesis or quote is missing"
    case .unknownKey(let key): "search criterion: unknown key \"" + key + "\""
    case .missingArgument(let key): "search criterion: \"" + key + "\" needs an argument"
    case .badArgument(let text): "search criterion: \"" + text + "\" is not what is needed here"
    case .badSize(let key, let text): key + ": \"" + text + "\" is no size"
    case .badDay(let key, let text): key + ": \"" + text + "\" is no day of the calendar"
    case .tooComplex: "search criterion: too many keys"
    case .nothingBefore: "search criterion: no previous criterion to repeat"
    }
  }

  /// How the argument is written; else examples.
  public var hint: String? {
    switch reason {
    case .badSize: "Write a number of bytes, or with k, m or g behind it: 10k."
    case .badDay: "Write 2026-01-15, 15-Jan-2026, 2026-01, 2026, today or yesterday."
    case .unbalanced, .unknownKey, .missingArgument, .badArgument, .tooComplex, .nothingBefore:
      "For example (from \"ann\"), (or (subject \"x\") (since 1-Jan-2026)), (larger 10k), (not (seen))."
    }
  }

  /// EX_USAGE.
  public var exitStatus: ExitStatus { .usage }
}
