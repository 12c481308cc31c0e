/// What every module throws: one line that says what failed, why, and what the person can do next.
///
/// Only the session prints errors, as `mail: summary: cause` and, on a line of its own, the hint.
public protocol MailError: Error, Sendable {
  /// What failed, with its subject, on one line without a final stop.
  var summary: String { get }
  /// What the person can do next, or nil where there is nothing useful to say.
  var hint: String? { get }
  /// The error below this one, printed behind the summary.
  var cause: (any MailError)? { get }
  /// What the program ends with when this error ends it.
  var exitStatus: ExitStatus { get }
}

extension MailError {
  /// No hint unless the error has one.
  public var hint: String? { nil }
  /// No deeper error unless the error has one.
  public var cause: (any MailError)? { nil }
  /// The status of the cause, or a plain failure.
  public var exitStatus: ExitStatus { cause?.exitStatus ?? .failure }
}

extension MailError {
  /// `summary: cause: its cause`, on one line.
  public var wholeSummary: String {
    var line = summary
    var inner = cause
    var depth = 0
    while let error = inner, depth < Self.mostCauses {
      line += ": " + error.summary
      inner = error.cause
      depth += 1
    }
    return line
  }

  /// More are not for people.
  private static var mostCauses: Int { 8 }
}
