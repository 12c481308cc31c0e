/// The status a run ends with: 0, 1 for no mail, and the values of sysexits(3) for sending.
public struct ExitStatus: RawRepresentable, Sendable, Equatable {
  /// The number handed to exit(2), 0 to 255.
  public let rawValue: Int32

  /// Takes any number a command such as `exit 3` names.
  public init(rawValue: Int32) { self.rawValue = rawValue & 0xff }

  /// Whether a signal ended the run.
  public var isOfSignal: Bool { rawValue > 128 }

  /// Everything asked for was done.
  public static let success = ExitStatus(rawValue: 0)
  /// No mail, or a failure without a better name.
  public static let failure = ExitStatus(rawValue: 1)
  /// EX_USAGE: the command line was wrong.
  public static let usage = ExitStatus(rawValue: 64)
  /// EX_DATAERR: the input was not what it must be, a malformed address for instance.
  public static let dataError = ExitStatus(rawValue: 65)
  /// EX_NOINPUT: an input file is missing or unreadable.
  public static let noInput = ExitStatus(rawValue: 66)
  /// EX_NOUSER: the recipient is unknown.
  public static let noUser = ExitStatus(rawValue: 67)
  /// EX_NOHOST: the host is unknown.
  public static let noHost = ExitStatus(rawValue: 68)
  /// EX_UNAVAILABLE: the service refused or is not there.
  public static let unavailable = ExitStatus(rawValue: 69)
  /// EX_SOFTWARE: a fault of the program itself.
  public static let software = ExitStatus(rawValue: 70)
  /// EX_OSERR: the system could not give what was needed.
  public static let osError = ExitStatus(rawValue: 71)
  /// EX_OSFILE: a system file is missing or malformed.
  public static let osFile = ExitStatus(rawValue: 72)
  /// EX_CANTCREAT: an output file cannot be made.
  public static let cannotCreate = ExitStatus(rawValue: 73)
  /// EX_IOERR: reading or writing failed.
  public static let ioError = ExitStatus(rawValue: 74)
  /// EX_TEMPFAIL: it may work later.
  public static let temporaryFailure = ExitStatus(rawValue: 75)
  /// EX_PROTOCOL: the peer broke the protocol.
  public static let protocolError = ExitStatus(rawValue: 76)
  /// EX_NOPERM: refused for lack of authority: password, certificate, access rights.
  public static let noPermission = ExitStatus(rawValue: 77)
  /// EX_CONFIG: a setting is wrong or missing.
  public static let configuration = ExitStatus(rawValue: 78)
}
