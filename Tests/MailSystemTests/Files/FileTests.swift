import MailTesting
import Testing

@testable import MailSystem

@Suite struct FileTests {
  private let directory: TemporaryDirectory
  init() throws { directory = try TemporaryDirectory() }

  @Test func readsAndWrites() throws {
    let path = directory.file("file")
    let file = try FileDescriptor.open(path, .readWrite, options: .exclusive)
    try file.write(Array("hello world".utf8))
    var bytes: [UInt8] = []
    #expect(try file.readFully(at: 6, into: &bytes, count: 100) == 5)
    #expect(bytes == Array("world".utf8))
    try file.write(Array("W".utf8).span, at: 6)
    try file.truncate(to: 7)
    #expect(directory.text(of: "file") == "hello W")
    #expect(throws: SystemError.self) { _ = try FileDescriptor.open(path, .readWrite, options: .exclusive) }
  }

  @Test func copiesRanges() throws {
    let big = [UInt8](repeating: 0x61, count: 300_000) + Array("end".utf8)
    let source = try FileDescriptor.open(directory.write(big, to: "source"), .read)
    let target = try FileDescriptor.open(directory.file("target"), .readWrite, options: .exclusive)
    try target.copy(from: source, range: 299_999..<300_003)
    try target.copy(from: source, range: 0..<1)
    #expect(directory.text(of: "target") == "aenda")
    #expect(throws: SystemError.self) { try target.copy(from: source, range: 300_000..<300_100) }
    let appending = try FileDescriptor.open(directory.file("target"), .readWrite, options: .append)
    try appending.copy(from: source, range: 300_000..<300_003)
    #expect(directory.text(of: "target")?.hasPrefix("aenda") == true)
  }

  @Test(arguments: [FaultInjection.Fault.short, .interruption]) func loopsOverShortWrites(
    _ fault: FaultInjection.Fault
  ) throws {
    let file = try FileDescriptor.open(directory.file("file"), .readWrite, options: .exclusive)
    _ = FaultInjection.with(fault, atCall: 1) { try? file.write(Array("hello world".utf8)) }
    #expect(directory.text(of: "file") == "hello world")
  }

  @Test func errorsTellTheFileAndTheCause() {
    do {
      _ = try FileDescriptor.open(directory.file("none"), .read)
    } catch {
      #expect(error.summary == directory.file("none") + ": No such file or directory")
      #expect(error.exitStatus == .noInput)
    }
  }

  @Test func foldersAreMadePrivate() throws {
    try FileSystem.makeDirectories(directory.file("a/b/c"))
    #expect(try FileSystem.status(of: directory.file("a/b"))?.mode == 0o700)
    try directory.write("", to: "plain")
    #expect(throws: SystemError.self) { try FileSystem.makeDirectories(directory.file("plain/x")) }
    #expect(FileSystem.directory(of: "/a") == "/")
    #expect(FileSystem.directory(of: "a") == ".")
    #expect(FileSystem.directory(of: "a/b") == "a")
    #expect(FileSystem.lastComponent(of: "a/b") == "b")
  }

  @Test func temporaryFilesGoAway() throws {
    do {
      let file = try TemporaryFile.make(in: directory.path)
      #expect(try file.descriptor.status().mode == 0o600)
      #expect(directory.names.count == 1)
    }
    #expect(directory.names.isEmpty)
  }

  @Test func replacing() throws {
    try directory.write("old", to: "file")
    let file = try FileDescriptor.open(directory.file("file"), .readWrite)
    try file.setMode(0o644)
    try AtomicReplace.write(Array("new".utf8), to: directory.file("file"))
    #expect(directory.text(of: "file") == "new")
    #expect(try FileSystem.status(of: directory.file("file"))?.mode == 0o644)
    try AtomicReplace.write(Array("first".utf8), to: directory.file("other"))
    #expect(try FileSystem.status(of: directory.file("other"))?.mode == 0o600)
  }

  @Test(arguments: [0, 1, 1 << 20, (1 << 20) + 1, 3 << 20]) func spooledInput(_ size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let file = try FileDescriptor.open(directory.write(bytes, to: "in"), .read)
    let spooled = try SpooledInput.readAll(from: file).input
    #expect(spooled.count == size)
    var read: [UInt8] = []
    while true {
      let before = read.count
      try spooled.read(at: before, limit: 700_001, into: &read)
      if read.count == before { break }
    }
    #expect(read == bytes)
  }

  @Test func contentThatShrinksIsAnError() throws {
    let path = try directory.write("0123456789", to: "file")
    let content = try FileContent(path: path)
    let file = try FileDescriptor.open(path, .readWrite)
    try file.truncate(to: 4)
    var bytes: [UInt8] = []
    #expect(throws: SystemError.self) { try content.read(at: 0, limit: 10, into: &bytes) }
    #expect(throws: SystemError.self) { try FileContent(path: directory.path) }
  }

  @Test func wordsComeBack() throws {
    let file = try FileDescriptor.open(directory.file("words"), .readWrite, options: .exclusive)
    try file.write(words: [1, .max, 7])
    try file.seek(to: 0)
    #expect(try file.readWords(2) == [1, .max])
    #expect(try file.readWords(5) == [7])
  }

  @Test func namedPipesAreNotWaitedFor() throws {
    let directory = try TemporaryDirectory()
    let pipe = directory.file("pipe")
    #expect(try Launcher.run(["mkfifo", pipe]).isSuccess)
    #expect(try FileSystem.contents(of: pipe) == [])
    for hasReader in [false, true] {
      let reader = hasReader ? try FileDescriptor.open(pipe, .read, options: .nonBlocking) : nil
      do {
        _ = try FileDescriptor.openToAppend(pipe)
        Issue.record("a pipe was taken for a file")
      } catch { #expect(error.summary == pipe + ": not a regular file") }
      _ = consume reader
    }
    try FileDescriptor.openToAppend("/dev/null").write([65])
    for _ in 1...2 { try FileDescriptor.openToAppend(directory.file("new")).write([65]) }
    #expect(directory.text(of: "new") == "AA")
    #expect(try FileSystem.status(of: directory.file("new"))?.mode == 0o600)
  }
}
