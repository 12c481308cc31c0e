public import MailBytes

/// A system call failed: the call, what it was for, and errno.
public struct SystemError: MailError, Equatable {
  /// The corresponding C function, such as `open`.
  public let call: String
  /// The file, host or program concerned.
  public let subject: String
  /// The value of errno, or 0 where `detail` alone tells the cause.
  public let errno: Int32
  /// Words for what errno cannot say.
  public let detail: String?

  /// Makes an error from its parts.
  public init(call: String, subject: String, errno: Int32, detail: String? = nil) {
    self.call = call
    self.subject = subject
    self.errno = errno
    self.detail = detail
  }

  /// The subject and the cause in words.
  public var summary: String { subject + ": " + (detail ?? "\(call): error \(errno)") }
}
