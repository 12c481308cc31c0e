import MailSystem

/// The functions of libcmark-gfm that are used, found when the first Markdown is sent.
///
/// All of the library's objects are opaque here, so its header is not needed.
@safe struct CmarkLibrary {
  private typealias New = @convention(c) (Int32) -> OpaquePointer?
  private typealias Feed = @convention(c) (OpaquePointer, UnsafePointer<CChar>, Int) -> Void
  private typealias Finish = @convention(c) (OpaquePointer) -> OpaquePointer?
  private typealias Release = @convention(c) (OpaquePointer) -> Void
  private typealias Extensions = @convention(c) (OpaquePointer) -> OpaquePointer?
  private typealias Render = @convention(c) (OpaquePointer, Int32, OpaquePointer?) -> UnsafeMutablePointer<CChar>?
  private typealias Register = @convention(c) () -> Void
  private typealias Find = @convention(c) (UnsafePointer<CChar>) -> OpaquePointer?
  private typealias Attach = @convention(c) (OpaquePointer, OpaquePointer) -> Int32
  private typealias Allocator = @convention(c) () -> UnsafeMutableRawPointer?

  private typealias Free = @convention(c) (UnsafeMutableRawPointer?) -> Void

  /// Where `free` stands in the library's `cmark_mem`, behind `calloc` and `realloc`.
  private static var freeOffset: Int { 2 * MemoryLayout<Int>.size }

  /// `CMARK_OPT_VALIDATE_UTF8` and `CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES`; raw HTML and odd links are left out
  /// unless asked for otherwise.
  private static var options: Int32 { 1 << 9 | 1 << 15 }
  /// The names under which distributions have it, newest first.
  private static var versions: [String] { ["13", "12", "11", "10", "9", "8", "7", "6"] }

  private let newParser: New
  private let feed: Feed
  private let finish: Finish
  private let freeParser: Release
  private let freeNode: Release
  private let extensions: Extensions
  private let render: Render
  private let allocator: Allocator
  private let find: Find
  private let attach: Attach

  /// Opens the library, and with it tables, strike-through and bare links where its extensions are installed.
  init() throws(LibraryError) {
    let names = Self.versions.map { "libcmark-gfm.so.0.29.0.gfm." + $0 }
    let library = try DynamicLibrary.open(names, package: "libcmark-gfm0.29.0.gfm.6")
    unsafe newParser = try library.symbol("cmark_parser_new", as: New.self)
    unsafe feed = try library.symbol("cmark_parser_feed", as: Feed.self)
    unsafe finish = try library.symbol("cmark_parser_finish", as: Finish.self)
    unsafe freeParser = try library.symbol("cmark_parser_free", as: Release.self)
    unsafe freeNode = try library.symbol("cmark_node_free", as: Release.self)
    unsafe extensions = try library.symbol("cmark_parser_get_syntax_extensions", as: Extensions.self)
    unsafe render = try library.symbol("cmark_render_html", as: Render.self)
    unsafe allocator = try library.symbol("cmark_get_default_mem_allocator", as: Allocator.self)
    unsafe find = try library.symbol("cmark_find_syntax_extension", as: Find.self)
    unsafe attach = try library.symbol("cmark_parser_attach_syntax_extension", as: Attach.self)
    let more = Self.versions.map { "libcmark-gfm-extensions.so.0.29.0.gfm." + $0 }
    if let library = try? DynamicLibrary.open(more, package: "libcmark-gfm-extensions0.29.0.gfm.6"),
      let register = unsafe library.optionalSymbol("cmark_gfm_core_extensions_ensure_registered", as: Register.self)
    {
      register()
    }
  }

  /// The HTML of a text, nil when the library has no memory for it.
  func html(of markdown: [UInt8]) -> [UInt8]? {
    guard let parser = unsafe newParser(Self.options) else { return nil }
    defer { unsafe freeParser(parser) }
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
      if let found = unsafe name.withCString({ unsafe find($0) }) { _ = unsafe attach(parser, found) }
    }
    unsafe markdown.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
      if let base = unsafe bytes.assumingMemoryBound(to: CChar.self).baseAddress {
        unsafe feed(parser, base, bytes.count)
      }
    }
    guard let document = unsafe finish(parser) else { return nil }
    defer { unsafe freeNode(document) }
    guard let text = unsafe render(document, Self.options, extensions(parser)) else { return nil }
    defer {
      // Its strings go back to where they came from.
      if let memory = unsafe allocator() { unsafe memory.load(fromByteOffset: Self.freeOffset, as: Free.self)(text) }
    }
    return Array(unsafe String(cString: text).utf8)
  }
}
