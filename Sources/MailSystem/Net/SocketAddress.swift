import CPlatform
import Glibc

/// The bytes of a sockaddr.
struct SocketAddress: Sendable, Equatable {
  /// AF_INET, AF_INET6 or AF_UNIX.
  let family: Int32
  private let bytes: [UInt8]

  /// The address of a socket in the file system.
  static func unix(path: String) throws(SystemError) -> SocketAddress {
    let name = Array(path.utf8)
    let offset = MemoryLayout<sa_family_t>.size
    guard !name.isEmpty, name.count + offset < MemoryLayout<sockaddr_un>.size, !name.contains(0) else {
      throw SystemError(call: "connect", subject: path, errno: ENAMETOOLONG)
    }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = unsafe withUnsafeBytes(of: &address) { unsafe Array($0) }
    for (index, byte) in name.enumerated() { bytes[offset + index] = byte }
    return SocketAddress(family: AF_UNIX, bytes: bytes)
  }

  /// All addresses of a host, in the resolver's order.
  ///
  /// - Parameter isNumeric: whether the host must be an address, so that nobody is asked.
  static func resolve(
    host: String, port: UInt16, family: Int32, isNumeric: Bool = false
  ) throws(SystemError) -> [SocketAddress] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_family = family
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = isNumeric ? AI_NUMERICSERV | AI_NUMERICHOST : AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    let bare = host.utf8.first == UInt8(ascii: "[") ? String(host.dropFirst().dropLast()) : host
    let result = unsafe getaddrinfo(bare, String(port), &hints, &list)
    guard result == 0 else {
      if result == EAI_SYSTEM { throw .last("getaddrinfo", host) }
      throw SystemError(
        call: "getaddrinfo", subject: host, errno: result == EAI_AGAIN ? EAGAIN : ENXIO,
        detail: result == EAI_AGAIN ? "the name server does not answer" : "no such host")
    }
    defer { unsafe freeaddrinfo(list) }
    var addresses: [SocketAddress] = []
    var entry = unsafe list
    while let current = unsafe entry {
      let info = unsafe current.pointee
      if let address = unsafe info.ai_addr {
        let bytes = unsafe Array(UnsafeRawBufferPointer(start: address, count: Int(info.ai_addrlen)))
        let found = SocketAddress(family: unsafe info.ai_family, bytes: bytes)
        if !addresses.contains(found) { addresses.append(found) }
      }
      unsafe entry = info.ai_next
    }
    return addresses
  }

  /// Calls connect(2): 0, or -1 with errno.
  func connect(_ socket: Int32) -> Int32 {
    unsafe bytes.withUnsafeBytes { unsafe cp_connect(socket, $0.baseAddress, UInt32($0.count)) }
  }
}
