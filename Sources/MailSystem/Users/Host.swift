import CPlatform
import Glibc

/// The name of this machine.
public enum Host {
  /// The node name as uname(2) tells it.
  public static func name() -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let result = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe cp_host_name(bytes.baseAddress, 255)
    }
    guard result == 0 else { return "localhost" }
    let end = buffer.firstIndex(of: 0) ?? buffer.count
    return end == 0 ? "localhost" : String(decoding: buffer[..<end], as: UTF8.self)
  }

  /// The name with its domain: the node name when it has a dot, else what the resolver calls canonical.
  public static func fullyQualifiedName() -> String {
    let short = name()
    if short.utf8.contains(UInt8(ascii: ".")) { return short }
    var hints = unsafe addrinfo()
    unsafe hints.ai_flags = AI_CANONNAME
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(short, nil, &hints, &list) == 0, let first = unsafe list else { return short }
    defer { unsafe freeaddrinfo(first) }
    guard let canonical = unsafe first.pointee.ai_canonname else { return short }
    let full = unsafe String(cString: canonical)
    return full.utf8.contains(UInt8(ascii: ".")) && full != "localhost.localdomain" ? full : short
  }
}
