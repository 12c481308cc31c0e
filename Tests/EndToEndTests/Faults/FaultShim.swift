import Foundation
import Testing

/// A library that is loaded before libc and makes calls of the program fail; built with cc when a test first needs it.
struct FaultShim {
  /// Where it is; nil on a machine without a C compiler.
  static let path: String? = {
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("fault-shim.c").path
    var template = Array((NSTemporaryDirectory() + "/mail-shim-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let library = folder + "/shim.so"
    atexit {
      guard let path = FaultShim.path else { return }
      try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }
    let environment = ["PATH": "/usr/bin:/bin:/usr/local/bin", "TMPDIR": folder]
    guard
      let child = try? ChildProcess(
        ["cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], in: folder, environment: environment),
      child.wait(seconds: 60) == 0
    else { return nil }
    return library
  }()

  /// How one call is to fail.
  enum Kind: String, CaseIterable {
    case kill, torn, short, full
    case noSpace = "ENOSPC"
    case quota = "EDQUOT"
    case inputOutput = "EIO"
    case interrupted = "EINTR"
    case noMemory = "malloc"

    /// Whether the program must do all the same what it was asked.
    var isHarmless: Bool { self == .short || self == .interrupted }
    /// Whether the program ends at once.
    var isDeath: Bool { self == .kill || self == .torn }
  }

  /// What the program is to find in its environment.
  static func environment(_ kind: Kind?, at number: Int = 0, log: String? = nil) -> [String: String] {
    var variables = ["LD_PRELOAD": path ?? ""]
    if let kind { variables["MAIL_FAULT"] = "\(kind.rawValue):\(number)" }
    if let log { variables["MAIL_FAULT_LOG"] = log }
    return variables
  }
}
