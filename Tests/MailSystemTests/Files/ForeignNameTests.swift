import MailBytes
import MailTesting
import Testing

@testable import MailSystem

/// Names of files that are no UTF-8: bytes are bytes.
@Suite struct ForeignNameTests {
  @Test func filesAreMadeFoundRenamedAndRemoved() throws {
    let directory = try TemporaryDirectory()
    let (first, second) = (String(keeping: [0x63, 0xe9]), String(keeping: [0x64, 0xff]))
    let path = try directory.write("text\n", to: first)
    #expect(FileSystem.exists(path) && FileSystem.isReadable(path))
    #expect(try FileSystem.status(of: path)?.size == 5)
    #expect(directory.names == [first])
    #expect(FileSystem.realPath(path)?.keptBytes == path.keptBytes)
    try FileSystem.rename(path, to: directory.file(second))
    #expect(directory.names.map(\.keptBytes) == [[0x64, 0xff]])
    try FileSystem.remove(directory.file(second))
    #expect(directory.names.isEmpty)
  }

  @Test func programsGetTheBytes() throws {
    var child = try Launcher.start(
      ["printf", "%s", String(keeping: [0xe9, 0x21])], changes: [(name: "X", value: String(keeping: [0xff]))],
      output: .pipe)
    #expect(try child.readToEnd() == [0xe9, 0x21])
    _ = try child.wait()
    child = try Launcher.startShell(
      "printf %s \"$X\"", changes: [(name: "X", value: String(keeping: [0xff]))], output: .pipe)
    #expect(try child.readToEnd() == [0xff])
    _ = try child.wait()
  }
}
