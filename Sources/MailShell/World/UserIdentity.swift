import MailSystem

/// The person the program works for, as the password file knows them.
public struct UserIdentity: Sendable {
  /// The login name; empty when nobody knows.
  public var name: String
  /// The full name of the GECOS field, without commas and offices.
  public var fullName: String
  /// The home folder of the password entry.
  public var home: String
  /// The number of the user.
  public var id: UInt32

  /// Makes an identity from its parts.
  public init(name: String, fullName: String, home: String, id: UInt32) {
    self.name = name
    self.fullName = fullName
    self.home = home
    self.id = id
  }

  /// Who runs the process; without an entry the number stands for the name.
  public static func current() -> UserIdentity {
    let user = User.running()
    return UserIdentity(name: user.name, fullName: user.fullName, home: user.home, id: user.id)
  }
}
