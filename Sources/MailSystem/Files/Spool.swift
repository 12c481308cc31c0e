/// What has been read of a stream so far: in memory when small, else in a nameless temporary file, and in memory again, up
/// to a limit, where no file can hold it.
struct Spool: ~Copyable {
  /// What no file holds.
  private var bytes: [UInt8]
  /// The file, and how much it holds.
  private var file: FileDescriptor?
  private var written = 0
  /// Why there is no file, once one was wanted.
  private var refusal: SystemError?
  private let name: String
  private let emergencyLimit: Int

  /// Begins with bytes that were read before.
  ///
  /// - Parameter name: what is read, for errors.
  init(_ head: [UInt8], name: String, emergencyLimit: Int = SpooledInput.emergencyLimit) {
    bytes = head
    self.name = name
    self.emergencyLimit = emergencyLimit
  }

  /// How many bytes there are.
  var count: Int { written + bytes.count }

  /// Whether there is more than is kept in memory without need.
  var isLarge: Bool { count > SpooledInput.memoryLimit }

  /// Reads on, and keeps what comes; 0 at the end.
  ///
  /// - Throws: that no more can be read, or that there is no room for more; what was kept before stays.
  mutating func read(from descriptor: borrowing FileDescriptor) throws(SystemError) -> Int {
    let count = try descriptor.read(into: &bytes, limit: isLarge ? 1 << 18 : 65536)
    if isLarge { try makeRoom() }
    return count
  }

  /// All of it, or its beginning.
  mutating func finish(upTo limit: Int = .max) -> SpooledInput {
    guard let file = file.take() else { return .memory(bytes.count > limit ? Array(bytes[..<limit]) : bytes) }
    return .file(FileContent(descriptor: file, count: min(written, limit), name: name))
  }

  /// Puts what lies in memory into the file, or leaves it where it is while that is little enough.
  private mutating func makeRoom() throws(SystemError) {
    if let refusal {
      guard bytes.count <= emergencyLimit else { throw refusal }
      return
    }
    do throws(SystemError) { try moveToFile() } catch {
      refusal = error
      if count <= emergencyLimit, takeBack() { return }
      // What the file holds is too much for the memory, and is all that is kept.
      if file != nil { bytes = [] }
      throw error
    }
  }

  private mutating func moveToFile() throws(SystemError) {
    if file == nil { file = try TemporaryFile.makeNameless() }
    try file?.write(bytes)
    written += bytes.count
    bytes.removeAll(keepingCapacity: true)
  }

  /// Takes what the file holds into memory; false where it cannot be read.
  private mutating func takeBack() -> Bool {
    guard let full = file.take() else { return true }
    var all: [UInt8] = []
    guard (try? full.readFully(at: 0, into: &all, count: written)) == written else {
      file = consume full
      return false
    }
    bytes = all + bytes
    written = 0
    return true
  }
}
