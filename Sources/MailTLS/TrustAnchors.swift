import MailSystem

/// Where the certificates lie that are trusted: named by a setting, by the environment, or the system's.
///
/// A hashed directory is read one certificate at a time when it is needed; a bundle costs 20 ms and more, so it is taken only
/// where there is no directory.
struct TrustAnchors: Equatable {
  /// Files in PEM form.
  var files: [String] = []
  /// Hashed directories.
  var directories: [String] = []

  /// Directories that distributions fill, the commonest first.
  private static let systemDirectories = ["/etc/ssl/certs", "/etc/pki/tls/certs"]
  /// Bundles of distributions without a hashed directory.
  private static let systemFiles = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
    "/etc/ssl/ca-bundle.pem",
  ]

  init(policy: TLSPolicy, environment: (String) -> String?) {
    if let file = policy.caFile { files.append(file) }
    if let directory = policy.caDirectory { directories.append(directory) }
    guard files.isEmpty, directories.isEmpty else { return }
    if let file = environment("SSL_CERT_FILE"), !file.isEmpty { files.append(file) }
    if let list = environment("SSL_CERT_DIR"), !list.isEmpty {
      directories = list.utf8.split(separator: UInt8(ascii: ":")).map { String(decoding: $0, as: UTF8.self) }
    }
    guard files.isEmpty, directories.isEmpty else { return }
    if let directory = Self.systemDirectories.first(where: Self.isHashed) {
      directories = [directory]
    } else if let file = Self.systemFiles.first(where: FileSystem.isReadable) {
      files = [file]
    }
  }

  /// Whether a directory holds certificates under the hash of their names, as `c_rehash` leaves them.
  private static func isHashed(_ directory: String) -> Bool {
    guard let names = try? FileSystem.names(in: directory) else { return false }
    return names.contains { name in
      let bytes = Array(name.utf8)
      guard bytes.count >= 10, bytes[8] == UInt8(ascii: ".") else { return false }
      return bytes[..<8].allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }
    }
  }
}
