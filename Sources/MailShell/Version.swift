/// The version of the program.
enum Version {
  /// The number, as `--version` and the banner tell it.
  static var number: String { "1.0" }
}
