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
    /// Something that is no number or no date.
    case badArgument(String)
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
    case .tooComplex: "search criterion: too many keys"
    case .nothingBefore: "search criterion: no previous criterion to repeat"
    }
  }

  /// Examples.
  public var hint: String? { "For example (from \"ann\"), (or (subject \"x\") (since 1-Jan-2026)), (not (seen))." }

  /// EX_USAGE.
  public var exitStatus: ExitStatus { .usage }
}
