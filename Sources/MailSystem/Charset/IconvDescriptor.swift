import Glibc

/// One open conversion of iconv(3); closed when the last holder lets go.
@safe final class IconvDescriptor {
  let source: String
  let target: String
  private let handle: iconv_t

  /// Opens a conversion; nil when the system does not have it.
  init?(from source: String, to target: String) {
    let handle = unsafe iconv_open(target, source)
    // iconv_open answers (iconv_t) -1 for an unknown charset.
    guard unsafe handle != iconv_t(bitPattern: -1), let handle = unsafe handle else { return nil }
    unsafe self.handle = handle
    self.source = source
    self.target = target
  }

  deinit { _ = unsafe iconv_close(handle) }

  /// Converts from the initial state to the end of the input, and flushes.
  ///
  /// - Parameters:
  ///   - unit: how many bytes are passed over at one that cannot be converted.
  ///   - replacement: what is put there; nil makes the whole conversion fail.
  func convert(_ bytes: [UInt8], unit: Int, replacement: [UInt8]?) -> [UInt8]? {
    _ = unsafe iconv(handle, nil, nil, nil, nil)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 2 + 16)
    var piece = [UInt8](repeating: 0, count: min(max(64, bytes.count * 2), 1 << 16))
    var offset = 0
    var isFlushing = false
    while true {
      let step = run(bytes, offset, isFlushing, &piece)
      offset += step.consumed
      output += piece[..<step.produced]
      switch step.failure {
      case 0:
        if isFlushing { return output }
        isFlushing = true
      case E2BIG where step.produced > 0 || step.consumed > 0:
        continue
      case EILSEQ where !isFlushing && offset < bytes.count:
        guard let replacement else { return nil }
        output += replacement
        offset += min(unit, bytes.count - offset)
      default:
        // EINVAL: the input ends inside a character.
        guard let replacement else { return nil }
        if offset < bytes.count, !isFlushing {
          output += replacement
          offset = bytes.count
          isFlushing = true
        } else {
          return output
        }
      }
    }
  }

  /// One call of iconv: how much it read and wrote, and errno when it stopped early.
  private func run(
    _ bytes: [UInt8], _ offset: Int, _ isFlushing: Bool, _ piece: inout [UInt8]
  ) -> (consumed: Int, produced: Int, failure: Int32) {
    unsafe piece.withUnsafeMutableBytes { (room: UnsafeMutableRawBufferPointer) in
      var output = unsafe room.assumingMemoryBound(to: CChar.self).baseAddress
      var outputLeft = room.count
      if isFlushing || offset >= bytes.count {
        let result = unsafe iconv(handle, nil, nil, &output, &outputLeft)
        return (0, room.count - outputLeft, result == -1 ? errno : 0)
      }
      return unsafe bytes.withUnsafeBytes { (source: UnsafeRawBufferPointer) in
        let start = unsafe source.baseAddress.map { unsafe $0 + offset }
        var input = unsafe UnsafeMutablePointer(mutating: start?.assumingMemoryBound(to: CChar.self))
        var inputLeft = source.count - offset
        let before = inputLeft
        let result = unsafe iconv(handle, &input, &inputLeft, &output, &outputLeft)
        return (before - inputLeft, room.count - outputLeft, result == -1 ? errno : 0)
      }
    }
  }
}
