import CPlatform

/// What the system knows of a locale.
public enum SystemLocale {
  /// The charset of a locale by the name that `LC_ALL` and its like have for it, as nl_langinfo(3) has it.
  ///
  /// - Returns: nil where it says no more than US-ASCII, as of `C` and of a locale that is not installed.
  public static func charset(of name: String) -> String? {
    if name == "C" || name == "POSIX" { return nil }
    var bytes = [CChar](repeating: 0, count: 64)
    let isKnown = unsafe name.withSystemString { unsafe cp_locale_charset($0, &bytes, 64) != 0 }
    guard isKnown else { return nil }
    let charset = unsafe String(system: bytes)
    return charset == "ANSI_X3.4-1968" ? nil : charset
  }
}
