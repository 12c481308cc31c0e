import MailSystem

/// A private folder with one file, for text on its way to a compressor.
struct TemporaryDirectoryForText {
  private let path: String
  var file: String { path + "/text" }

  static func make() throws(SystemError) -> TemporaryDirectoryForText {
    let path = TemporaryFile.defaultDirectory() + "/mail-" + RandomBytes.name(12)
    try FileSystem.makePrivateDirectory(path)
    return TemporaryDirectoryForText(path: path)
  }

  func empty() { try? FileSystem.remove(file) }

  func remove() {
    empty()
    try? FileSystem.removeDirectory(path)
  }
}
