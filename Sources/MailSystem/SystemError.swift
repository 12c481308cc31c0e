import CPlatform
import Glibc
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
  public var summary: String { subject + ": " + (detail ?? SystemError.words(for: errno)) }

  /// What the person can do about the commonest causes.
  public var hint: String? {
    switch errno {
    case ENOSPC, EDQUOT: "Free some space and try again."
    default: nil
    }
  }

  /// 66 for a file that is not there or cannot be found, 77 for lack of rights, 75 for time, 74 for the rest.
  public var exitStatus: ExitStatus {
    switch errno {
    case ENOENT, ENOTDIR, ELOOP: .noInput
    case EACCES, EPERM, EROFS: .noPermission
    case ETIMEDOUT, ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ECONNRESET, EAGAIN, EINTR: .temporaryFailure
    default: .ioError
    }
  }

  /// The system's words for a value of errno, in English whatever the locale.
  public static func words(for errno: Int32) -> String {
    guard let text = unsafe cp_error_words(errno) else { return "error \(errno)" }
    return unsafe String(cString: text)
  }

  /// The error of a call that has just failed.
  static func last(_ call: String, _ subject: String) -> SystemError {
    SystemError(call: call, subject: subject, errno: Glibc.errno)
  }
}

extension SystemError {
  /// A wait was ended by a signal that the gate received.
  public static func interrupted(by signal: Signal, during call: String, _ subject: String) -> SystemError {
    SystemError(call: call, subject: subject, errno: EINTR, detail: "interrupted by \(signal.name)")
  }

  /// There is no such file.
  public static func missing(_ subject: String) -> SystemError {
    SystemError(call: "open", subject: subject, errno: ENOENT)
  }

  /// The deadline passed.
  public static func timedOut(_ call: String, _ subject: String) -> SystemError {
    SystemError(call: call, subject: subject, errno: ETIMEDOUT, detail: "no answer in time")
  }

  /// Whether a signal ended the wait.
  public var isInterruption: Bool { errno == EINTR }
  /// Whether another program holds the lock, or nothing is there yet.
  public var isLocked: Bool { errno == EAGAIN }
  /// Whether the deadline passed.
  public var isTimeout: Bool { errno == ETIMEDOUT }
  /// Whether nobody listens at that address.
  public var isRefusal: Bool { errno == ECONNREFUSED }
  /// Whether the file or directory is not there.
  public var isMissing: Bool { errno == ENOENT || errno == ENOTDIR }
  /// Whether access rights were lacking.
  public var isPermission: Bool { errno == EACCES || errno == EPERM || errno == EROFS }
  /// Whether the file was there although it should not.
  public var isExisting: Bool { errno == EEXIST }
  /// Whether the other end of a pipe or connection is gone.
  public var isBrokenPipe: Bool { errno == EPIPE || errno == ECONNRESET }
  /// Whether the disk or the quota is full.
  public var isFull: Bool { errno == ENOSPC || errno == EDQUOT }
}
