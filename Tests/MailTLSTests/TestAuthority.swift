import Foundation
import MailTesting

/// A certificate authority of a test's own, made by the openssl command.
final class TestAuthority {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try openssl([
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj",
      "/CN=Test Authority", "-keyout", "ca.key", "-out", "ca.pem", "-addext", "basicConstraints=critical,CA:TRUE",
    ])
  }

  /// Makes a server certificate; returns the paths of certificate and key.
  func issue(
    _ name: String, alternativeNames: String?, commonName: String = "server", days: Int = 10, selfSigned: Bool = false
  ) throws -> (certificate: String, key: String) {
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "\(name).key"]
    let extensions = alternativeNames.map { "subjectAltName=\($0)" }
    if selfSigned {
      try openssl(
        ["req", "-x509", "-days", "\(days)", "-subj", "/CN=\(commonName)", "-out", "\(name).pem"] + key
          + (extensions.map { ["-addext", $0] } ?? []))
    } else {
      try folder.write("\(name).ext", (extensions ?? "basicConstraints=CA:FALSE") + "\n")
      try openssl(["req", "-new", "-subj", "/CN=\(commonName)", "-out", "\(name).csr"] + key)
      try openssl([
        "x509", "-req", "-in", "\(name).csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days",
        "\(days)", "-extfile", "\(name).ext", "-out", "\(name).pem",
      ])
    }
    return (folder.file("\(name).pem"), folder.file("\(name).key"))
  }

  /// The SHA-256 fingerprint of a certificate as the openssl command prints it.
  func fingerprint(_ name: String) throws -> String {
    let text = try openssl(["x509", "-in", "\(name).pem", "-noout", "-fingerprint", "-sha256"])
    return String(text.split(separator: "=").last ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @discardableResult func openssl(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CommandFailed(arguments: arguments) }
    return String(decoding: text, as: UTF8.self)
  }

  struct CommandFailed: Error { let arguments: [String] }
}
