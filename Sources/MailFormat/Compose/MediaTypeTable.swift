import MailBytes

/// Media types of common file name extensions, for machines without tables of their own.
enum MediaTypeTable {
  /// The type for an extension in lower case.
  static func type(forExtension ending: [UInt8]) -> String? {
    // One literal costs nothing at start, and is searched faster than a dictionary of its lines is made.
    var text: [UInt8] = []
    text.append(utf8: lines)
    let start: [UInt8] = [0x0a] + ending + [0x20]
    guard let found = Kernels.firstIndex(ofSequence: start.span, in: text.span) else { return nil }
    return String(decoding: text[(found + start.count)...].prefix { $0 != 0x0a }, as: UTF8.self)
  }

  /// The extension that files of a type in lower case usually have.
  static func fileExtension(forType type: String) -> String {
    switch type {
    case "text/plain": return "txt"
    case "text/html": return "html"
    case "image/jpeg": return "jpg"
    case "text/markdown": return "md"
    case "video/quicktime": return "mov"
    case "application/gzip": return "gz"
    case "application/postscript": return "ps"
    case "application/vnd.ms-powerpoint": return "ppt"
    default: break
    }
    var text: [UInt8] = []
    text.append(utf8: lines)
    let line: [UInt8] = [0x20] + Array(type.utf8) + [0x0a]
    if let found = Kernels.firstIndex(ofSequence: line.span, in: text.span) {
      return String(decoding: text[..<found].reversed().prefix { $0 != 0x0a }.reversed(), as: UTF8.self)
    }
    if type.hasSuffix("+json") { return "json" }
    if type.hasSuffix("+xml") { return "xml" }
    return type.hasPrefix("text/") || type.hasPrefix("message/") ? "txt" : "bin"
  }

  /// `extension type`, one a line, sorted; a line end before the first.
  static let lines: StaticString = """

    7z application/x-7z-compressed
    aac audio/aac
    ai application/postscript
    aiff audio/x-aiff
    apk application/vnd.android.package-archive
    asc text/plain
    asm text/x-asm
    atom application/atom+xml
    avi video/x-msvideo
    avif image/avif
    awk application/x-awk
    bash application/x-sh
    bat application/x-bat
    bib text/x-bibtex
    bin application/octet-stream
    bmp image/bmp
    bz2 application/x-bzip2
    c text/x-csrc
    cc text/x-c++src
    cer application/pkix-cert
    cfg text/plain
    conf text/plain
    cpp text/x-c++src
    crt application/x-x509-ca-cert
    cs text/x-csharp
    css text/css
    csv text/csv
    deb application/vnd.debian.binary-package
    diff text/x-diff
    djvu image/vnd.djvu
    dmg application/x-apple-diskimage
    doc application/msword
    docm application/vnd.ms-word.document.macroEnabled.12
    docx application/vnd.openxmlformats-officedocument.wordprocessingml.document
    dot application/msword
    dvi application/x-dvi
    dwg image/vnd.dwg
    eml message/rfc822
    eps application/postscript
    epub application/epub+zip
    exe application/vnd.microsoft.portable-executable
    flac audio/flac
    flv video/x-flv
    gif image/gif
    go text/x-go
    gpg application/pgp-encrypted
    gpx application/gpx+xml
    gz application/gzip
    h text/x-chdr
    heic image/heic
    heif image/heif
    hpp text/x-c++hdr
    hs text/x-haskell
    htm text/html
    html text/html
    ico image/vnd.microsoft.icon
    ics text/calendar
    ini text/plain
    iso application/x-iso9660-image
    jar application/java-archive
    java text/x-java
    jpe image/jpeg
    jpeg image/jpeg
    jpg image/jpeg
    js text/javascript
    json application/json
    jsonl application/jsonl
    jxl image/jxl
    key application/octet-stream
    kml application/vnd.google-earth.kml+xml
    kmz application/vnd.google-earth.kmz
    latex application/x-latex
    log text/plain
    lua text/x-lua
    lz application/x-lzip
    m3u audio/x-mpegurl
    m4a audio/mp4
    m4v video/mp4
    markdown text/markdown
    mbox application/mbox
    md text/markdown
    mdb application/vnd.ms-access
    mid audio/midi
    midi audio/midi
    mjs text/javascript
    mkv video/x-matroska
    mov video/quicktime
    mp3 audio/mpeg
    mp4 video/mp4
    mpeg video/mpeg
    mpg video/mpeg
    msg application/vnd.ms-outlook
    msi application/x-msi
    odg application/vnd.oasis.opendocument.graphics
    odp application/vnd.oasis.opendocument.presentation
    ods application/vnd.oasis.opendocument.spreadsheet
    odt application/vnd.oasis.opendocument.text
    oga audio/ogg
    ogg audio/ogg
    ogv video/ogg
    opus audio/ogg
    otf font/otf
    p12 application/x-pkcs12
    p7m application/pkcs7-mime
    p7s application/pkcs7-signature
    patch text/x-diff
    pdf application/pdf
    pem application/x-pem-file
    pfx application/x-pkcs12
    php application/x-httpd-php
    pl text/x-perl
    png image/png
    pot application/vnd.ms-powerpoint
    pps application/vnd.ms-powerpoint
    ppt application/vnd.ms-powerpoint
    pptx application/vnd.openxmlformats-officedocument.presentationml.presentation
    ps application/postscript
    psd image/vnd.adobe.photoshop
    py text/x-python
    qt video/quicktime
    rar application/vnd.rar
    rb text/x-ruby
    rdf application/rdf+xml
    rpm application/x-rpm
    rs text/x-rust
    rss application/rss+xml
    rst text/x-rst
    rtf application/rtf
    sh application/x-sh
    sig application/pgp-signature
    sql application/sql
    sqlite application/vnd.sqlite3
    svg image/svg+xml
    swift text/x-swift
    tar application/x-tar
    tex text/x-tex
    text text/plain
    tgz application/gzip
    tif image/tiff
    tiff image/tiff
    toml application/toml
    tsv text/tab-separated-values
    ttf font/ttf
    txt text/plain
    vcard text/vcard
    vcf text/vcard
    wasm application/wasm
    wav audio/x-wav
    weba audio/webm
    webm video/webm
    webp image/webp
    wmv video/x-ms-wmv
    woff font/woff
    woff2 font/woff2
    xhtml application/xhtml+xml
    xls application/vnd.ms-excel
    xlsm application/vnd.ms-excel.sheet.macroEnabled.12
    xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
    xml application/xml
    xpi application/x-xpinstall
    xsl application/xslt+xml
    xz application/x-xz
    yaml application/yaml
    yml application/yaml
    zip application/zip
    zst application/zstd

    """
}
