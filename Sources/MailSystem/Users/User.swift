import Glibc

/// An entry of the user database.
public struct User: Sendable, Equatable {
  /// The login name.
  public let name: String
  /// The number.
  public let id: UInt32
  /// The number of the main group.
  public let group: UInt32
  /// The name in the GECOS field: up to the first comma, `&` replaced by the login name.
  public let fullName: String
  /// The home folder.
  public let home: String
  /// The login shell.
  public let shell: String

  /// The entry of a login name; nil when there is none.
  public static func named(_ name: String) -> User? {
    guard let entry = unsafe name.withCString({ unsafe getpwnam($0) }) else { return nil }
    return unsafe User(entry.pointee)
  }

  /// The entry of a number; nil when there is none.
  public static func numbered(_ id: UInt32) -> User? {
    guard let entry = unsafe getpwuid(uid_t(id)) else { return nil }
    return unsafe User(entry.pointee)
  }

  /// The number of the user who runs the program.
  public static var currentID: UInt32 { UInt32(getuid()) }
  /// The number whose rights the program has.
  public static var effectiveID: UInt32 { UInt32(geteuid()) }
  /// The number of the group whose rights the program has.
  public static var effectiveGroup: UInt32 { UInt32(getegid()) }

  /// Who runs the program: LOGNAME or USER when it names a user with this number, else the entry of the number.
  ///
  /// Nothing is looked up but what is needed; without any entry, as in some containers, the environment is believed.
  public static func current() -> User? {
    let id = currentID
    var claimed: String?
    for variable in ["LOGNAME", "USER"] {
      guard let name = Environment.value(of: variable), !name.isEmpty else { continue }
      if let user = named(name), user.id == id { return user }
      claimed = claimed ?? name
    }
    if let user = numbered(id) { return user }
    guard let claimed else { return nil }
    return User(
      name: claimed, id: id, group: UInt32(getgid()), fullName: "", home: Environment.value(of: "HOME") ?? "/",
      shell: "/bin/sh")
  }

  /// Who runs the program, as `current` finds it; where nobody knows, the number stands for the name.
  ///
  /// Sending asks this in every run: an optional of this type costs its metadata at run time, so none is made here.
  public static func running() -> User {
    let id = currentID
    var claimed = ""
    for variable in ["LOGNAME", "USER"] {
      guard let name = Environment.value(of: variable), !name.isEmpty else { continue }
      if let entry = unsafe name.withCString({ unsafe getpwnam($0) }), unsafe entry.pointee.pw_uid == uid_t(id) {
        return unsafe User(entry.pointee)
      }
      if claimed.isEmpty { claimed = name }
    }
    if let entry = unsafe getpwuid(uid_t(id)) { return unsafe User(entry.pointee) }
    return User(
      name: claimed.isEmpty ? String(id) : claimed, id: id, group: UInt32(getgid()), fullName: "",
      home: Environment.value(of: "HOME") ?? "", shell: "/bin/sh")
  }

  init(name: String, id: UInt32, group: UInt32, fullName: String, home: String, shell: String) {
    self.name = name
    self.id = id
    self.group = group
    self.fullName = fullName
    self.home = home
    self.shell = shell
  }

  private init(_ entry: passwd) {
    let name = unsafe Self.text(entry.pw_name)
    self.name = name
    id = UInt32(unsafe entry.pw_uid)
    group = UInt32(unsafe entry.pw_gid)
    home = unsafe Self.text(entry.pw_dir)
    shell = unsafe Self.text(entry.pw_shell)
    fullName = Self.fullName(gecos: unsafe Self.text(entry.pw_gecos), login: name)
  }

  /// The name of a GECOS field: up to the comma, with the login name, capitalised, for each `&`.
  static func fullName(gecos: String, login: String) -> String {
    var result: [UInt8] = []
    for byte in gecos.utf8 {
      if byte == UInt8(ascii: ",") { break }
      guard byte == UInt8(ascii: "&") else {
        result.append(byte)
        continue
      }
      let start = result.count
      result.append(contentsOf: login.utf8)
      if start < result.count, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(result[start]) { result[start] -= 32 }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
    guard let pointer = unsafe pointer else { return "" }
    return unsafe String(cString: pointer)
  }
}
