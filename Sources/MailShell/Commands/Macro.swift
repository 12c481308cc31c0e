import MailLanguage

/// Lines kept under a name: by `define` to be called, by `account` to be switched to.
public struct Macro: Sendable {
  /// The name behind `define` or `account`.
  public let name: String
  /// Whether it was declared by `account`.
  public let isAccount: Bool
  /// The lines between the braces.
  public private(set) var lines: [[UInt8]] = []
  /// Where each line stands.
  private(set) var places: [SettingOrigin] = []
  /// Where it begins.
  let beginning: SettingOrigin

  /// A macro without lines.
  init(name: String, isAccount: Bool, at beginning: SettingOrigin) {
    self.name = name
    self.isAccount = isAccount
    self.beginning = beginning
  }

  /// Takes a line.
  mutating func add(_ line: [UInt8], at place: SettingOrigin) {
    lines.append(line)
    places.append(place)
  }
}
