extension SpooledInput {
  /// Two texts one behind the other, in memory only where both together are small.
  public static func joined(_ first: SpooledInput, _ second: SpooledInput) throws(SystemError) -> SpooledInput {
    if first.count == 0 { return second }
    if second.count == 0 { return first }
    let total = first.count + second.count
    var window: [UInt8] = []
    guard total > memoryLimit else {
      for part in [first, second] { try part.read(at: 0, limit: part.count, into: &window) }
      return .memory(window)
    }
    let file = try TemporaryFile.makeNameless()
    for part in [first, second] {
      var offset = 0
      while offset < part.count {
        window.removeAll(keepingCapacity: true)
        try part.read(at: offset, limit: 1 << 18, into: &window)
        guard !window.isEmpty else { break }
        try file.write(window)
        offset += window.count
      }
      // A file that has become shorter meanwhile is not the text that was asked for.
      guard offset == part.count else {
        throw SystemError(call: "read", subject: "text", errno: 5, detail: "it was shortened while it was read")
      }
    }
    return .file(FileContent(descriptor: file, count: total, name: "text"))
  }
}
