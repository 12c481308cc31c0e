import Glibc

/// The functions of libidn2 that are used, found when the first name that needs them is met.
@safe struct IDNLibrary {
  private typealias Convert =
    @convention(c) (UnsafePointer<CChar>, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, Int32) -> Int32
  private typealias Free = @convention(c) (UnsafeMutableRawPointer?) -> Void
  private typealias Explain = @convention(c) (Int32) -> UnsafePointer<CChar>?

  private let encode: Convert
  private let decode: Convert
  private let free: Free
  private let explain: Explain

  /// IDN2_NFC_INPUT and IDN2_NONTRANSITIONAL: UTS 46 as browsers apply it.
  ///
  /// IDN2_USE_STD3_ASCII_RULES is not asked for: it drops the characters a host's name cannot have instead of refusing them.
  private static let rules: Int32 = 1 | 8

  /// Opens the library.
  init() throws(LibraryError) {
    let library = try DynamicLibrary.open(["libidn2.so.0"], package: "libidn2-0")
    unsafe encode = try library.symbol("idn2_to_ascii_8z", as: Convert.self)
    unsafe decode = try library.symbol("idn2_to_unicode_8z8z", as: Convert.self)
    unsafe free = try library.symbol("idn2_free", as: Free.self)
    unsafe explain = try library.symbol("idn2_strerror", as: Explain.self)
  }

  /// The ASCII form, or the library's code.
  func ascii(of name: String) -> Result<String, Failure> { unsafe converted(name, by: encode, Self.rules) }

  /// The readable form, or the library's code.
  func unicode(of name: String) -> Result<String, Failure> { unsafe converted(name, by: decode, 0) }

  /// What the library says is wrong.
  struct Failure: Error {
    let reason: String
  }

  private func converted(_ name: String, by convert: Convert, _ flags: Int32) -> Result<String, Failure> {
    var result: UnsafeMutablePointer<CChar>? = nil
    let code = unsafe name.withCString { unsafe convert($0, &result, flags) }
    defer { unsafe free(result) }
    guard code == 0, let text = unsafe result else {
      let reason = unsafe explain(code).map { unsafe String(cString: $0) }
      return .failure(Failure(reason: reason ?? "it has no such form"))
    }
    return .success(unsafe String(cString: text))
  }
}
