import MailBytes

extension String {
  /// Lends the text to the system as the bytes it was made of; they differ from its UTF-8 where those were none.
  func withSystemString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    guard keepsForeignBytes else { return unsafe withCString { unsafe body($0) } }
    let bytes = (keptBytes + [0]).map { CChar(bitPattern: $0) }
    return unsafe body(bytes)
  }

  /// Text of the system, which may be no UTF-8.
  init(system text: UnsafePointer<CChar>) {
    if let valid = unsafe String(validatingCString: text) {
      self = valid
    } else {
      var bytes: [UInt8] = []
      var index = 0
      while unsafe text[index] != 0 {
        unsafe bytes.append(UInt8(bitPattern: text[index]))
        index += 1
      }
      self.init(keeping: bytes)
    }
  }
}
