import MailTesting
import Testing

@testable import MailSystem

@Suite struct FileWatchTests {
  @Test func tellsOfChangesOnce() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("a", to: "box")
    guard let watch = FileWatch([path]) else { return }
    var told = [watch.hasChanged()]
    let file = try FileDescriptor.open(path, .write, options: .append)
    try file.write(Array("b".utf8))
    told += [watch.hasChanged(), watch.hasChanged()]
    try FileSystem.rename(try directory.write("c", to: "new"), to: path)
    told += [watch.hasChanged()]
    #expect(told == [false, true, false, true])
  }

  @Test func aMissingFileIsNotWatched() throws {
    let directory = try TemporaryDirectory()
    let watch = FileWatch([directory.file("none")])
    let isNil = watch == nil
    #expect(isNil)
  }
}
