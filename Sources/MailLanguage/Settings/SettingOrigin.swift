/// Where a setting got its value, for messages and for who may change it.
public enum SettingOrigin: Sendable, Equatable {
  /// The environment the program was started in.
  case environment
  /// `-S` on the command line: start-up files cannot change it back.
  case commandLine
  /// A line of a start-up or sourced file.
  case file(name: String, line: Int)
  /// A command of the session, or a tilde escape.
  case session
  /// The program itself.
  case program
}

extension SettingOrigin {
  /// The line in a file; 0 where there is none.
  public var lineOfFile: Int { if case .file(_, let line) = self { line } else { 0 } }
}
