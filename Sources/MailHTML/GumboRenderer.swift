// The story of MailHTML.
//
// HTML mail as readable text. The HTML5 tree is built by libgumbo, which is opened when the first HTML is shown; before
// that MailFormat's HTMLCleaner bounds what the library gets to see, so that hostile nesting and attributes never reach
// it. The walk over the tree is a loop, never recursion. Nothing is ever fetched: this module knows no network.
public import MailFormat

/// Renders HTML with libgumbo's HTML5 parser.
public final class GumboRenderer: HTMLRenderer {
  private enum State {
    case unknown
    case missing
    case loaded(GumboLibrary)
  }

  private var state = State.unknown

  /// Makes a renderer; the library is opened at the first document.
  public init() {}

  /// Renders a UTF-8 document at the given width in columns, links numbered with their targets below.
  ///
  /// - Returns: UTF-8 text with LF line ends, or nil when libgumbo is not installed.
  public func render(_ html: [UInt8], width: Int) -> [UInt8]? {
    guard let library = library() else { return nil }
    var walker = HTMLWalker(width: width)
    var cleaner = HTMLCleaner(html)
    while let piece = cleaner.next() { library.withTree(of: piece) { walker.walk($0) } }
    return walker.finish()
  }

  private func library() -> GumboLibrary? {
    switch state {
    case .loaded(let library): return library
    case .missing: return nil
    case .unknown:
      do {
        let library = try GumboLibrary()
        state = .loaded(library)
        return library
      } catch {
        state = .missing
        return nil
      }
    }
  }
}
