import MailBytes
import MailFormat
import MailLanguage
import MailSystem

/// A text in HTML as a message: plain text made from it first, then the HTML with its local images.
struct HTMLText {
  let session: Session

  /// How wide the plain text is.
  private static var width: Int { 72 }
  /// How many images go with one text.
  private static var imageLimit: Int { 200 }

  /// The body for the HTML of a file, or of standard input for `-`.
  func body(of name: String) throws -> DraftBody {
    let html: [UInt8]
    var folder = "."
    guard name != "auto" else {
      throw ShellError("--html=auto: not available in this version", hint: "Name a file, or - for the input.")
    }
    if name == "-" {
      var bytes: [UInt8] = []
      let input = try session.world.input.readAll()
      try input.read(at: 0, limit: input.count, into: &bytes)
      html = bytes
    } else {
      let path = try session.expandFileName(name)
      html = try FileSystem.contents(of: path)
      folder = FilePath.folder(of: path)
    }
    guard let text = session.world.htmlRenderer?.render(html, width: Self.width) else {
      throw ShellError(
        "--html: no text can be made of the HTML: libgumbo is not installed",
        hint: "Install it (apt install libgumbo1), or send the HTML alone with -M text/html.", exitStatus: .unavailable)
    }
    let (rewritten, images) = try withImages(html, folder)
    let page = DraftBody.part(.text(MemoryContent(rewritten), type: "text/html"))
    let rich = images.isEmpty ? page : DraftBody.related([page] + images.map { .part($0) })
    return .alternative([.part(.text(MemoryContent(text))), rich])
  }

  /// Images of local files become parts of the message, named by a Content-ID.
  private func withImages(_ html: [UInt8], _ folder: String) throws -> ([UInt8], [MailFormat.Attachment]) {
    var result: [UInt8] = []
    var images: [MailFormat.Attachment] = []
    var known: [(path: String, id: String)] = []
    var index = 0
    while index < html.count {
      guard let source = ImageSource(html, from: index) else { break }
      result += html[index..<source.range.lowerBound]
      index = source.range.upperBound
      let path = source.path.utf8.first == UInt8(ascii: "/") ? source.path : folder + "/" + source.path
      guard images.count < Self.imageLimit, source.isLocal, FileSystem.isReadable(path), !FileSystem.isDirectory(path)
      else {
        result += html[source.range]
        continue
      }
      let id: String
      if let old = known.first(where: { $0.path == path })?.id {
        id = old
      } else {
        id = "image\(images.count + 1)." + RandomBytes.name(12) + "@" + session.ownHost
        known.append((path: path, id: id))
        images.append(
          MailFormat.Attachment(
            FileAttachment(try FileContent(path: path)), fileName: FileSystem.lastComponent(of: path),
            disposition: .inline, contentID: id))
      }
      result += Array(("cid:" + id).utf8)
    }
    return (result + html[index...], images)
  }
}
