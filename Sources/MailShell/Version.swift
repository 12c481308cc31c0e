/// The version of the program.
public enum Version {
  /// As the banner, `--version` and the command `version` tell it.
  public static let number = "0.9.0"
}
