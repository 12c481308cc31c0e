import MailBytes
import MailFormat
import MailSystem

/// The certificates that the person has accepted with `--trust`: a private file of lines `host:port SHA256=AB:CD:...`.
struct TrustedPeers {
  /// The file.
  let path: String
  private static let limit = 1 << 20

  /// The file in a folder of one's own.
  init(path: String) { self.path = path }

  /// `$XDG_CONFIG_HOME/mail/trusted`; nil where there is no home folder.
  init?(_ world: World) {
    if let folder = world.environment["XDG_CONFIG_HOME"], folder.utf8.first == UInt8(ascii: "/") {
      path = folder + "/mail/trusted"
    } else if let home = world.home {
      path = home + "/.config/mail/trusted"
    } else {
      return nil
    }
  }

  /// A server as a line of the file begins: in small letters, an IPv6 address in brackets.
  static func name(host: String, port: UInt16) -> String {
    let host = ASCIIName.lowered(host)
    return host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  /// The accepted certificate of a server; nil for none.
  ///
  /// A file that others may write to is not believed.
  func fingerprint(host: String, port: UInt16) -> String? {
    guard let status = try? FileSystem.status(of: path), status.kind == .file, status.mode & 0o022 == 0 else {
      return nil
    }
    let name = Self.name(host: host, port: port)
    for line in lines() where line.name == name { return line.pin }
    return nil
  }

  /// Accepts a certificate, in place of the one that was accepted for the server before.
  func accept(_ fingerprint: String, host: String, port: UInt16) throws(SystemError) {
    let name = Self.name(host: host, port: port)
    var text: [UInt8] = []
    for line in lines() where line.name != name { text += Array((line.name + " " + line.pin + "\n").utf8) }
    text += Array("\(name) SHA256=\(fingerprint)\n".utf8)
    try FileSystem.makeDirectories(FilePath.folder(of: path), mode: 0o700)
    let replacement = try AtomicReplace.begin(path, old: nil, mode: 0o600)
    try replacement.write(text)
    try replacement.commit()
  }

  private func lines() -> [(name: String, pin: String)] {
    guard let text = try? FileSystem.contents(of: path, limit: Self.limit) else { return [] }
    return text.split(separator: 0x0a).compactMap { line in
      let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      return words.count == 2 && words[0].utf8.first != UInt8(ascii: "#") ? (words[0], words[1]) : nil
    }
  }
}
