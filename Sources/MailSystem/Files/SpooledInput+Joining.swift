extension SpooledInput {
  /// Two texts one behind the other, in memory only where both together are small.
  public static func joined(_ first: SpooledInput, _ second: SpooledInput) throws(SystemError) -> SpooledInput {
    if first.count == 0 { return second }
    if second.count == 0 { return first }
    let total = first.count + second.count
    if total <= memoryLimit { return try inMemory(first, second) }
    do { return try inFile(first, second, total: total) } catch {
      // A full disk for temporary files costs nobody a text.
      guard total <= emergencyLimit else { throw error }
      return try inMemory(first, second)
    }
  }

  private static func inMemory(_ first: SpooledInput, _ second: SpooledInput) throws(SystemError) -> SpooledInput {
    var bytes: [UInt8] = []
    for part in [first, second] { try part.read(at: 0, limit: part.count, into: &bytes) }
    return .memory(bytes)
  }

  private static func inFile(
    _ first: SpooledInput, _ second: SpooledInput, total: Int
  ) throws(SystemError) -> SpooledInput {
    let file = try TemporaryFile.makeNameless()
    var window: [UInt8] = []
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
