public import MailFormat
import MailSystem

/// Renders Markdown with libcmark-gfm.
public final class CmarkRenderer: MarkdownRenderer {
  /// Makes a renderer; the library is opened at the first text.
  public init() {}

  /// Renders UTF-8 text as the inside of an HTML body; HTML that stands in the text is left out.
  public func html(of markdown: [UInt8]) throws(MarkdownError) -> [UInt8] {
    let library: CmarkLibrary
    do throws(LibraryError) {
      library = try CmarkLibrary()
    } catch {
      throw MarkdownError("Markdown cannot be rendered: " + error.summary, hint: error.hint)
    }
    guard let html = library.html(of: markdown) else {
      throw MarkdownError("Markdown cannot be rendered: libcmark-gfm has no memory for it", hint: nil)
    }
    return html
  }
}
