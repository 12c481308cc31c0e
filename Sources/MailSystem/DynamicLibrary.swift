import Glibc

/// A library opened by its SONAME at first use, and never closed.
public struct DynamicLibrary: Sendable {
  private let handle: UInt
  /// The name it was opened by.
  public let soname: String
  /// The Debian package that holds it.
  public let package: String

  /// Opens the first of the names that is there.
  ///
  /// - Parameters:
  ///   - sonames: names such as `libssl.so.3`, the preferred first.
  ///   - package: the Debian package an error tells to install.
  public static func open(_ sonames: [String], package: String) throws(LibraryError) -> DynamicLibrary {
    for soname in sonames {
      if let handle = unsafe soname.withCString({ unsafe dlopen($0, RTLD_NOW | RTLD_LOCAL) }) {
        return DynamicLibrary(handle: UInt(bitPattern: handle), soname: soname, package: package)
      }
    }
    throw LibraryError(library: sonames.first ?? "", package: package, symbol: nil)
  }

  /// A function or variable as the C type it has, such as `@convention(c) (Int32) -> Int32`.
  ///
  /// The type must be a C function pointer or a pointer: it is the caller's promise that it fits the symbol.
  @unsafe public func symbol<T>(_ name: StaticString, as type: T.Type) throws(LibraryError) -> T {
    guard let address = unsafe lookUp(name) else {
      throw LibraryError(library: soname, package: package, symbol: name.description)
    }
    return unsafe unsafeBitCast(address, to: type)
  }

  /// As `symbol`, nil where this version of the library does not have it.
  @unsafe public func optionalSymbol<T>(_ name: StaticString, as type: T.Type) -> T? {
    guard let address = unsafe lookUp(name) else { return nil }
    return unsafe unsafeBitCast(address, to: type)
  }

  private func lookUp(_ name: StaticString) -> UnsafeMutableRawPointer? {
    guard name.hasPointerRepresentation else { return nil }
    return unsafe dlsym(
      UnsafeMutableRawPointer(bitPattern: handle), UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self))
  }
}
