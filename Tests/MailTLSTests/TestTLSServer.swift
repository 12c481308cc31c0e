import Foundation
import Glibc

/// `openssl s_server` on a free port of 127.0.0.1, which sends each line back reversed.
final class TestTLSServer {
  let port: UInt16
  private let process: Process
  private let input = Pipe()

  init(certificate: String, key: String, arguments: [String] = []) throws {
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments =
      ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-rev", "-naccept", "4"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = input
    try process.run()
    var text = ""
    var found: UInt16?
    while found == nil {
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { break }
      text += String(decoding: data, as: UTF8.self)
      if let line = text.split(separator: "\n").first(where: { $0.hasPrefix("ACCEPT ") && text.contains("\n") }) {
        found = line.split(separator: ":").last.flatMap { UInt16($0) }
      }
    }
    guard let found else { throw CocoaError(.featureUnsupported) }
    port = found
    // Nobody reads on: the pipe must not fill up.
    output.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
  }

  deinit {
    // SIGTERM is blocked in what Foundation starts from a dispatch thread.
    kill(process.processIdentifier, SIGKILL)
  }
}
