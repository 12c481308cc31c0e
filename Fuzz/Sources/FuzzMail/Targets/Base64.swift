import MailBytes

extension FuzzTarget {
  static let base64 = FuzzTarget(name: "base64") { bytes in
    _ = ExitStatus(rawValue: Int32(bytes.count))
  }
}
