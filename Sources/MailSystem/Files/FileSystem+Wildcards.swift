import Glibc

extension FileSystem {
  /// The names that `*`, `?` and `[...]` in a path stand for, in order; none when nothing matches.
  public static func paths(matching pattern: String) -> [String] {
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    let status = unsafe pattern.withSystemString { unsafe glob($0, 0, nil, &found) }
    guard status == 0, let names = unsafe found.gl_pathv else { return [] }
    var paths: [String] = []
    for index in 0..<Int(unsafe found.gl_pathc) {
      if let name = unsafe names[index] { paths.append(unsafe String(system: name)) }
    }
    return paths
  }
}
