import Foundation

/// The test's own Postfix and Dovecot on loopback, started once for all suites and ended with the process.
final class MailServers: Sendable {
  static let shared = Result { try MailServers() }

  let folder: String
  private let ports: [String: Int]

  private init() throws {
    var template = Array("/tmp/mail-servers-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw CocoaError(.fileWriteUnknown) }
    folder = String(cString: made) + "/servers"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    chmod(made, 0o755)
    try Self.control("start", folder)
    var ports: [String: Int] = [:]
    for line in try String(contentsOfFile: folder + "/env", encoding: .utf8).split(separator: "\n") {
      let pair = line.split(separator: "=")
      if pair.count == 2 { ports[String(pair[0])] = Int(pair[1]) }
    }
    self.ports = ports
    Self.stopAtExit(folder)
  }

  /// The loopback port of a service: submission, smtps, wrongname, nosmtputf8, imap, imaps, pop, pops, lmtp.
  func port(_ service: String) -> Int { ports[service] ?? 0 }

  var certificateAuthority: String { folder + "/ca.pem" }

  /// What has been delivered to a user so far.
  func mailbox(of user: String) -> Data { FileManager.default.contents(atPath: folder + "/spool/" + user) ?? Data() }

  /// Waits until the mailbox holds the text and nobody is just writing to it; nil when that does not come about.
  func waitForMail(to user: String, holding text: String) -> String? {
    var before = -1
    for _ in 0..<500 {
      let bytes = mailbox(of: user)
      if bytes.count == before, bytes.suffix(2) == Data("\n\n".utf8) {
        let box = String(decoding: bytes, as: UTF8.self)
        if box.contains(text) { return box }
      }
      before = bytes.count
      usleep(20000)
    }
    return nil
  }

  private static func control(_ verb: String, _ folder: String) throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Servers/mail-servers")
    let child = try ChildProcess(
      [script.path, verb, folder], in: "/", environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"],
      errors: folder + "/\(verb).errors")
    guard child.wait(seconds: 60) == 0 else {
      let reason = (try? String(contentsOfFile: folder + "/\(verb).errors", encoding: .utf8)) ?? ""
      throw ServerError(reason: reason)
    }
  }

  /// The servers did not start; the script's words.
  struct ServerError: Error { let reason: String }

  private static func stopAtExit(_ folder: String) {
    setenv("MAIL_SERVERS_FOLDER", folder, 1)
    atexit {
      guard let folder = getenv("MAIL_SERVERS_FOLDER").map({ String(cString: $0) }) else { return }
      try? MailServers.control("stop", folder)
      try? FileManager.default.removeItem(at: URL(fileURLWithPath: folder).deletingLastPathComponent())
    }
  }
}
