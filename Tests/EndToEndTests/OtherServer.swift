import Foundation

/// An Exim or an OpenSMTPD of the test's own on loopback; nil, and the reason on standard error, where it cannot run.
final class OtherServer: Sendable {
  static let exim = OtherServer("exim")
  static let openSMTPD = OtherServer("opensmtpd")

  private let folder: String
  private let ports: [String: Int]

  private init?(_ name: String) {
    var template = Array("/tmp/mail-\(name)-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { return nil }
    folder = String(cString: made)
    chmod(folder, 0o755)
    let status = Self.control(["start", name, folder + "/server"], errors: folder + "/errors")
    guard status == 0 else {
      let reason = (try? String(contentsOfFile: folder + "/errors", encoding: .utf8)) ?? ""
      FileHandle.standardError.write(Data("\(name) is not tested: \(reason)\n".utf8))
      try? FileManager.default.removeItem(atPath: folder)
      return nil
    }
    var ports: [String: Int] = [:]
    let lines = (try? String(contentsOfFile: folder + "/server/env", encoding: .utf8)) ?? ""
    for line in lines.split(separator: "\n") {
      let pair = line.split(separator: "=")
      if pair.count == 2 { ports[String(pair[0])] = Int(pair[1]) }
    }
    self.ports = ports
    Self.stopAtExit(folder)
  }

  /// The port of smtp, smtps or plain; nil where the server has none.
  func port(_ service: String) -> Int? { ports[service] }

  /// The certificate that vouches for itself.
  var certificate: String { folder + "/server/ca.pem" }

  /// Waits until what was delivered holds the text; nil when it does not come within ten seconds.
  func waitForMail(holding text: String) -> String? {
    for _ in 0..<500 {
      let box = FileManager.default.contents(atPath: folder + "/server/mail/all") ?? Data()
      let content = String(decoding: box, as: UTF8.self)
      if content.contains(text) { return content }
      usleep(20000)
    }
    return nil
  }

  private static func control(_ arguments: [String], errors: String) -> Int32? {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Servers/other-servers")
    let child = try? ChildProcess(
      [script.path] + arguments, in: "/", environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], errors: errors)
    return child?.wait(seconds: 90)
  }

  private static let folders = Folders()

  /// The folders of what is to be stopped at the end.
  private final class Folders: @unchecked Sendable {
    let lock = NSLock()
    var names: [String] = []
  }

  private static func stopAtExit(_ folder: String) {
    let isFirst = folders.lock.withLock {
      folders.names.append(folder)
      return folders.names.count == 1
    }
    guard isFirst else { return }
    atexit {
      for folder in OtherServer.folders.names {
        _ = OtherServer.control(["stop", folder + "/server"], errors: "/dev/null")
        try? FileManager.default.removeItem(atPath: folder)
      }
    }
  }
}
