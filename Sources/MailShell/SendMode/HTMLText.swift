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

  /// The body for the HTML of a file.
  func body(of name: String) throws -> DraftBody {
    let path = try session.expandFileName(name)
    return try body(try FileSystem.contents(of: path), imagesIn: FilePath.folder(of: path))
  }

  /// The body for HTML whose local images lie in a folder.
  func body(_ html: [UInt8], imagesIn folder: String) throws -> DraftBody {
    guard let text = session.world.htmlRenderer?.render(html, width: Self.width) else {
      throw ShellError(
        "--html: no text can be made of the HTML: libgumbo is not installed",
        hint: "Install it (apt install libgumbo1), or send the HTML alone with -M text/html.", exitStatus: .unavailable)
    }
    return .alternative([.part(.text(MemoryContent(text))), try rich(html, folder)])
  }

  /// How large a text in Markdown may be.
  private static var markdownLimit: Int { 8 << 20 }

  /// The body for a text in Markdown: the text as it was written, and its HTML with local images.
  func body(ofMarkdown composition: Composition) throws -> DraftBody {
    guard let renderer = session.world.markdownRenderer else {
      throw ShellError("--markdown: not available here", hint: "Use --html.", exitStatus: .unavailable)
    }
    guard composition.body.count <= Self.markdownLimit else {
      throw ShellError(
        "--markdown: the text is larger than \(Self.markdownLimit >> 20) MiB", hint: "Send it as an attachment.",
        exitStatus: .dataError)
    }
    let text = try composition.text()
    let inside = try renderer.html(of: UTF8Text.repaired(text))
    let page =
      Array("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n".utf8) + inside
      + Array("</body></html>\n".utf8)
    return .alternative([.part(.text(SpooledContent(composition.body))), try rich(page, ".")])
  }

  /// The HTML, with its images where it has any.
  private func rich(_ html: [UInt8], _ folder: String) throws -> DraftBody {
    let (rewritten, images) = try withImages(html, folder)
    let page = DraftBody.part(.text(MemoryContent(rewritten), type: "text/html"))
    return images.isEmpty ? page : DraftBody.related([page] + images.map { .part($0) })
  }

  /// Images of local files become parts of the message, named by a Content-ID.
  private func withImages(_ html: [UInt8], _ folder: String) throws -> ([UInt8], [MailFormat.Attachment]) {
    var result: [UInt8] = []
    var images: [MailFormat.Attachment] = []
    var known: [(path: String, id: String)] = []
    var missing: [String] = []
    var index = 0
    while index < html.count {
      guard let source = ImageSource(html, from: index) else { break }
      result += html[index..<source.range.lowerBound]
      index = source.range.upperBound
      let path = source.path.utf8.first == UInt8(ascii: "/") ? source.path : folder + "/" + source.path
      // Only what is called an image: a text from elsewhere must not take other files along.
      let isImage = source.isLocal && MediaTypes().type(forFileName: path)?.hasPrefix("image/") == true
      guard isImage, images.count < Self.imageLimit, FileSystem.isReadable(path), !FileSystem.isDirectory(path) else {
        if isImage, missing.count < Self.imageLimit, !missing.contains(source.path) { missing.append(source.path) }
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
    if let first = missing.first {
      let others = missing.count - 1
      session.warn(
        "the image \(TerminalQuote.quoted(first))" + (others > 0 ? " and \(others) more" : "")
          + " could not be taken along; the HTML names what is not in the message")
    }
    return (result + html[index...], images)
  }
}
