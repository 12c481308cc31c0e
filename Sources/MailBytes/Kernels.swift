import CBytes

/// Scans at memory speed: the C kernels behind safe signatures.
///
/// Indices are counted from the start of the span that is given. The codecs in Codecs/ reach their kernels through the
/// internal part of this type.
public enum Kernels {
  /// How many bytes equal the one given.
  public static func count(_ byte: UInt8, in bytes: Span<UInt8>) -> Int {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return unsafe cb_count(base, buffer.count, byte)
    }
  }

  /// The first place of a byte at or behind `start`.
  public static func firstIndex(of byte: UInt8, in bytes: Span<UInt8>, from start: Int = 0) -> Int? {
    unsafe found(in: bytes, from: start) { base, count in unsafe cb_find(base, count, byte) }
  }

  /// The first place of either of two bytes at or behind `start`.
  public static func firstIndex(of byte: UInt8, or other: UInt8, in bytes: Span<UInt8>, from start: Int = 0) -> Int? {
    unsafe found(in: bytes, from: start) { base, count in unsafe cb_find2(base, count, byte, other) }
  }

  /// The first place of a sequence of bytes at or behind `start`; an empty one is found at `start`.
  public static func firstIndex(
    ofSequence needle: Span<UInt8>, in bytes: Span<UInt8>, from start: Int = 0
  ) -> Int? {
    unsafe needle.withUnsafeBufferPointer { wanted in
      guard let first = wanted.baseAddress, !wanted.isEmpty else { return start <= bytes.count ? start : nil }
      let length = wanted.count
      return unsafe found(in: bytes, from: start) { base, count in unsafe cb_search(base, count, first, length) }
    }
  }

  /// The first place of a sequence without regard to the case of ASCII letters.
  ///
  /// - Parameter needle: in lower case, see `ASCII.lowercased`.
  public static func firstIndex(
    ofLowercase needle: Span<UInt8>, ignoringCaseIn bytes: Span<UInt8>, from start: Int = 0
  ) -> Int? {
    unsafe needle.withUnsafeBufferPointer { wanted in
      guard let first = wanted.baseAddress, !wanted.isEmpty else { return start <= bytes.count ? start : nil }
      let length = wanted.count
      return unsafe found(in: bytes, from: start) { base, count in unsafe cb_search_nocase(base, count, first, length) }
    }
  }

  /// The newline in front of the next line that begins with `From `, at or behind `start`.
  ///
  /// - Parameter newlines: grows by the newlines passed over: those before the result, or all when there is none.
  public static func newlineBeforeFrom(in bytes: Span<UInt8>, from start: Int, newlines: inout Int) -> Int? {
    var passed = 0
    let index = unsafe found(in: bytes, from: start) { base, count in unsafe cb_from_line(base, count, &passed) }
    newlines &+= passed
    return index
  }

  /// The newline in front of the next header line worth a look for an index, at or behind `start`: an empty one, or one
  /// that may be Status, X-Status or Content-Length.
  ///
  /// - Parameter newlines: grows by the newlines passed over: those before the result, or all when there is none.
  public static func newlineBeforeHeaderStop(in bytes: Span<UInt8>, from start: Int, newlines: inout Int) -> Int? {
    var passed = 0
    let index = unsafe found(in: bytes, from: start) { base, count in unsafe cb_header_stop(base, count, &passed) }
    newlines &+= passed
    return index
  }

  /// The newline in front of the next header line that a header summary may want, at or behind `start`: an empty one, or
  /// one that may be From, To, Subject or Date; when brief, From or Subject alone.
  public static func newlineBeforeGlanceStop(in bytes: Span<UInt8>, from start: Int, isBrief: Bool = false) -> Int? {
    unsafe found(in: bytes, from: start) { base, count in unsafe cb_glance_stop(base, count, isBrief ? 1 : 0) }
  }

  /// The end of the run of printable ASCII (0x20 to 0x7e) that begins at `start`.
  public static func endOfPrintable(in bytes: Span<UInt8>, from start: Int = 0) -> Int {
    unsafe end(in: bytes, from: start) { base, count in unsafe cb_printable_run(base, count) }
  }

  /// The end of the run that begins at `start` of what makes up the words of an address: printable ASCII without blanks
  /// and specials, but with dots and at signs.
  public static func endOfAddressWord(in bytes: Span<UInt8>, from start: Int = 0) -> Int {
    unsafe end(in: bytes, from: start) { base, count in unsafe cb_word_run(base, count) }
  }

  /// The end of the run of ASCII that begins at `start`.
  public static func endOfASCII(in bytes: Span<UInt8>, from start: Int = 0) -> Int {
    unsafe end(in: bytes, from: start) { base, count in unsafe cb_ascii_run(base, count) }
  }

  /// The end of the run of valid UTF-8 that begins at `start`, always between two characters.
  public static func endOfValidUTF8(in bytes: Span<UInt8>, from start: Int = 0) -> Int {
    unsafe end(in: bytes, from: start) { base, count in unsafe cb_utf8_run(base, count) }
  }

  /// Which kernels run: 2 AVX2, 1 SSSE3 or NEON, 0 portable.
  public static var level: Int { Int(cb_level()) }

  /// Makes lesser kernels run, for tests and measurements.
  public static func limitLevel(to level: Int) { cb_limit_level(Int32(truncatingIfNeeded: level)) }

  // MARK: what all share

  private static func end(
    in bytes: Span<UInt8>, from start: Int, _ kernel: (UnsafePointer<UInt8>, Int) -> Int
  ) -> Int {
    guard start < bytes.count else { return bytes.count }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard start >= 0, let base = buffer.baseAddress else { return 0 }
      return start + (unsafe kernel(base + start, buffer.count - start))
    }
  }

  private static func found(
    in bytes: Span<UInt8>, from start: Int, _ kernel: (UnsafePointer<UInt8>, Int) -> Int
  ) -> Int? {
    guard start < bytes.count else { return nil }
    let index = unsafe end(in: bytes, from: start, kernel)
    return index < bytes.count ? index : nil
  }
}
