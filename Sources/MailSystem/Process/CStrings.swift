/// Lends arrays of strings as C's null-terminated vectors.
enum CStrings {
  /// Calls the body with the vector, or with null for nil.
  static func with<Result>(
    _ strings: [String]?, _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
  ) -> Result {
    guard let strings else { return body(nil) }
    var bytes: [CChar] = []
    var starts: [Int] = []
    for string in strings {
      starts.append(bytes.count)
      // A NUL would end the argument silently; it is left out.
      for byte in string.utf8 where byte != 0 { bytes.append(CChar(bitPattern: byte)) }
      bytes.append(0)
    }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      var vector: [UnsafePointer<CChar>?] = unsafe []
      for start in starts { unsafe vector.append(buffer.baseAddress.map { unsafe $0 + start }) }
      unsafe vector.append(nil)
      return unsafe vector.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
    }
  }
}
