public import MailBytes

/// A library that is opened at first use is missing or too old.
public struct LibraryError: MailError, Equatable {
  /// The SONAME.
  public let library: String
  /// The Debian package that holds it.
  public let package: String
  /// The symbol that was not found, or nil when the library itself was not.
  public let symbol: String?

  /// The library, and what is wrong with it.
  public var summary: String {
    if let symbol { "\(library): has no \(symbol)" } else { "\(library): not installed" }
  }
  /// The package to install.
  public var hint: String? { "Install the package \(package)." }
  /// EX_UNAVAILABLE.
  public var exitStatus: ExitStatus { .unavailable }
}
