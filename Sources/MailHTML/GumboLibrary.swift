import CGumbo
import MailSystem

/// The functions of libgumbo that are used, found when the first HTML is shown.
@safe struct GumboLibrary {
  private typealias Parse =
    @convention(c) (UnsafePointer<GumboOptions>, UnsafePointer<CChar>, Int) -> UnsafeMutablePointer<GumboOutput>?
  private typealias Destroy = @convention(c) (UnsafePointer<GumboOptions>, UnsafeMutablePointer<GumboOutput>) -> Void

  private let parse: Parse
  private let destroy: Destroy
  private let options: GumboOptions

  /// Opens the library.
  init() throws(LibraryError) {
    let library = try DynamicLibrary.open(["libgumbo.so.1", "libgumbo.so.2", "libgumbo.so.3"], package: "libgumbo1")
    unsafe parse = try library.symbol("gumbo_parse_with_options", as: Parse.self)
    unsafe destroy = try library.symbol("gumbo_destroy_output", as: Destroy.self)
    var options = unsafe try library.symbol("kGumboDefaultOptions", as: UnsafePointer<GumboOptions>.self).pointee
    // Errors of the document are of no interest, and collecting them costs memory.
    unsafe options.max_errors = 0
    unsafe self.options = options
  }

  /// Builds the tree of a document, lends its root, and frees it.
  func withTree(of html: [UInt8], _ body: (HTMLNode) -> Void) {
    unsafe html.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
      guard let base = unsafe bytes.assumingMemoryBound(to: CChar.self).baseAddress else { return }
      var options = unsafe options
      guard let output = unsafe parse(&options, base, bytes.count) else { return }
      defer { unsafe destroy(&options, output) }
      guard let root = unsafe output.pointee.root else { return }
      body(unsafe HTMLNode(root))
    }
  }
}
