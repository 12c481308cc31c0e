import CGumbo
import MailSystem

/// The functions of libgumbo that are used, found when the first HTML is shown.
struct GumboLibrary {
  typealias Parse =
    @convention(c) (UnsafePointer<GumboOptions>, UnsafePointer<CChar>, Int) -> UnsafeMutablePointer<GumboOutput>?
  typealias Destroy = @convention(c) (UnsafePointer<GumboOptions>, UnsafeMutablePointer<GumboOutput>) -> Void

  let parse: Parse
  let destroy: Destroy
  let options: GumboOptions

  /// Opens the library; nil when it is not installed.
  static func load() -> GumboLibrary? {
    do {
      let library = try DynamicLibrary.open(["libgumbo.so.1", "libgumbo.so.2", "libgumbo.so.3"], package: "libgumbo1")
      let defaults = unsafe try library.symbol("kGumboDefaultOptions", as: UnsafePointer<GumboOptions>.self)
      var options = unsafe defaults.pointee
      // Errors of the document are of no interest, and collecting them costs memory.
      unsafe options.max_errors = 0
      return unsafe GumboLibrary(
        parse: try library.symbol("gumbo_parse_with_options", as: Parse.self),
        destroy: try library.symbol("gumbo_destroy_output", as: Destroy.self), options: options)
    } catch {
      return nil
    }
  }
}
