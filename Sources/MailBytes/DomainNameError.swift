/// A domain name has no ASCII form.
public struct DomainNameError: MailError, Equatable {
  /// What is wrong.
  public enum Reason: Sendable, Equatable {
    /// The name breaks a rule of IDNA; in the words of the library.
    case invalid(String)
    /// The library is not there, or lacks a function.
    case missing(library: String, package: String)
  }

  /// The name as it was given.
  public let domain: String
  /// What is wrong with it.
  public let reason: Reason

  /// Makes an error.
  public init(domain: String, reason: Reason) {
    self.domain = domain
    self.reason = reason
  }

  /// The name, and why it cannot be used.
  public var summary: String {
    switch reason {
    case .invalid(let why): "\(domain): not a domain name: \(why)"
    case .missing(let library, _): "\(domain): names that are not ASCII need \(library), which is not installed"
    }
  }
  /// What can be done.
  public var hint: String? {
    switch reason {
    case .invalid: "Check how the domain is spelled."
    case .missing(_, let package): "Install the package \(package), or write the domain in its xn-- form."
    }
  }
  /// EX_UNAVAILABLE without the library, else EX_NOHOST.
  public var exitStatus: ExitStatus { if case .missing = reason { .unavailable } else { .noHost } }
}
