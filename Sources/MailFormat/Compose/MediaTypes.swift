import MailBytes

/// Media types by file name: what the system's tables say, then a table of our own.
public struct MediaTypes: Sendable {
  /// The text of mime.types(5) files, the one that counts most first: `type ext ext`.
  public var mimeTypes: [[UInt8]] = []
  /// The text of shared-mime-info's globs2: `weight:type:*.ext`.
  public var globs: [UInt8] = []

  /// Only the built-in table.
  public init() {}

  /// The type for a name by its last extensions; nil when nobody knows it.
  public func type(forFileName name: String) -> String? {
    let bytes = Array(name.utf8)
    // `a.tar.gz` is asked as tar.gz before gz.
    var dots: [Int] = []
    for index in bytes.indices where bytes[index] == 0x2e && index > 0 { dots.append(index) }
    for dot in dots.suffix(2) {
      let ending = ASCII.lowercased([UInt8](bytes[(dot + 1)...]))
      guard !ending.isEmpty, ending.count <= 32, ending.allSatisfy({ $0 > 0x20 && $0 != 0x3a && $0 != 0x2a }) else {
        continue
      }
      if let type = type(forExtension: ending) { return type }
    }
    return nil
  }

  private func type(forExtension ending: [UInt8]) -> String? {
    for table in mimeTypes {
      if let type = Self.find(ending, inMimeTypes: table) { return type }
    }
    if let type = MediaTypeTable.type(forExtension: ending) { return type }
    return Self.find(ending, inGlobs: globs)
  }

  static func find(_ ending: [UInt8], inMimeTypes table: [UInt8]) -> String? {
    var position = 0
    while let found = Kernels.firstIndex(ofSequence: ending.span, in: table.span, from: position) {
      position = found + 1
      let end = found + ending.count
      guard found > 0, table[found - 1].isASCIIBlank, end == table.count || table[end].isASCIIWhitespace else {
        continue
      }
      var start = found
      while start > 0, table[start - 1] != 0x0a { start -= 1 }
      guard table[start] != 0x23 else { continue }
      let word = table[start...].prefix { !$0.isASCIIWhitespace }
      if word.contains(0x2f) { return String(decoding: word, as: UTF8.self) }
    }
    return nil
  }

  static func find(_ ending: [UInt8], inGlobs table: [UInt8]) -> String? {
    let pattern = Array(":*.".utf8) + ending
    var position = 0
    while let found = Kernels.firstIndex(ofSequence: pattern.span, in: table.span, from: position) {
      position = found + 1
      let end = found + pattern.count
      guard end == table.count || table[end] == 0x0a || table[end] == 0x3a else { continue }
      var start = found
      while start > 0, table[start - 1] != 0x3a, table[start - 1] != 0x0a { start -= 1 }
      let type = table[start..<found]
      if type.contains(0x2f) { return String(decoding: type, as: UTF8.self) }
    }
    return nil
  }
}
