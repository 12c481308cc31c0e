import MailBytes

/// Media types by how a file begins.
enum ContentMagic {
  /// How many bytes from the start are looked at.
  static let window = 512

  private static func has(_ head: Span<UInt8>, _ bytes: StaticString, at offset: Int = 0) -> Bool {
    head.count > offset && ASCII.hasPrefix(head.extracting(offset..<head.count), bytes)
  }

  /// The type that the first bytes show; nil when they show none.
  static func type(_ head: Span<UInt8>) -> String? {
    guard head.count >= 4 else { return nil }
    switch head[0] {
    case 0x89 where has(head, "PNG\r\n", at: 1): return "image/png"
    case 0xff where head[1] == 0xd8 && head[2] == 0xff: return "image/jpeg"
    case 0xff where head[1] & 0xe6 == 0xe2: return "audio/mpeg"
    case 0x1f where head[1] == 0x8b: return "application/gzip"
    case 0x28 where head[1] == 0xb5 && head[2] == 0x2f && head[3] == 0xfd: return "application/zstd"
    case 0xfd where has(head, "7zXZ", at: 1): return "application/x-xz"
    case 0xd0 where head[1] == 0xcf && head[2] == 0x11 && head[3] == 0xe0: return "application/x-ole-storage"
    case 0x1a where head[1] == 0x45 && head[2] == 0xdf && head[3] == 0xa3: return "video/webm"
    case 0x7f where has(head, "ELF", at: 1): return "application/x-executable"
    default: return named(head)
    }
  }

  private static func named(_ head: Span<UInt8>) -> String? {
    if has(head, "GIF8") { return "image/gif" }
    if has(head, "%PDF-") { return "application/pdf" }
    if has(head, "PK\u{3}\u{4}") { return zipped(head) }
    if has(head, "BZh") { return "application/x-bzip2" }
    if has(head, "%!PS") { return "application/postscript" }
    if has(head, "{\\rtf") { return "application/rtf" }
    if has(head, "ID3") { return "audio/mpeg" }
    if has(head, "OggS") { return "audio/ogg" }
    if has(head, "fLaC") { return "audio/flac" }
    if has(head, "II*\0") || has(head, "MM\0*") { return "image/tiff" }
    if has(head, "Rar!") { return "application/vnd.rar" }
    if has(head, "7z"), head[2] == 0xbc, head[3] == 0xaf { return "application/x-7z-compressed" }
    if has(head, "SQLite format 3\0") { return "application/vnd.sqlite3" }
    if has(head, "wOFF") { return "font/woff" }
    if has(head, "wOF2") { return "font/woff2" }
    if has(head, "\0asm") { return "application/wasm" }
    if has(head, "RIFF") {
      if has(head, "WEBP", at: 8) { return "image/webp" }
      if has(head, "WAVE", at: 8) { return "audio/x-wav" }
      if has(head, "AVI ", at: 8) { return "video/x-msvideo" }
    }
    if has(head, "ftyp", at: 4) {
      if has(head, "heic", at: 8) || has(head, "mif1", at: 8) { return "image/heic" }
      if has(head, "avif", at: 8) { return "image/avif" }
      if has(head, "qt  ", at: 8) { return "video/quicktime" }
      return has(head, "M4A", at: 8) ? "audio/mp4" : "video/mp4"
    }
    if has(head, "ustar", at: 257) { return "application/x-tar" }
    if has(head, "-----BEGIN PGP SIGNATURE") { return "application/pgp-signature" }
    if has(head, "BEGIN:VCALENDAR") { return "text/calendar" }
    if has(head, "BEGIN:VCARD") { return "text/vcard" }
    return markup(head)
  }

  private static func zipped(_ head: Span<UInt8>) -> String {
    if has(head, "mimetypeapplication/", at: 30) {
      var type: [UInt8] = []
      var index = 38
      while index < head.count, type.count < 80, head[index].isTokenText || head[index] == 0x2f {
        type.append(head[index])
        index += 1
      }
      // The name of the next entry begins with its signature.
      if type.suffix(2) == [0x50, 0x4b] { type.removeLast(2) }
      return String(decoding: type, as: UTF8.self)
    }
    return "application/zip"
  }

  private static func markup(_ head: Span<UInt8>) -> String? {
    let text = head.extracting(ASCII.trimmed(head, 0..<head.count))
    if ASCII.hasPrefixIgnoringCase(text, "<!doctype html") || ASCII.hasPrefixIgnoringCase(text, "<html") {
      return "text/html"
    }
    return ASCII.hasPrefix(text, "<?xml ") ? "application/xml" : nil
  }
}
