import MailBytes

/// The labels of charsets in mail and the names iconv has for them.
enum CharsetTable {
  /// Finds a label in lower case.
  static func find(_ label: [UInt8]) -> CharsetLabel {
    if let listed = listed(label) { return listed }
    for spelling in CharsetAlias.spellings(of: label) {
      if let listed = listed(spelling) { return listed }
    }
    return CharsetLabel(kind: .unlisted, converterName: cleaned(label))
  }

  private static func listed(_ label: [UInt8]) -> CharsetLabel? {
    if label.isEmpty { return .ascii }
    if label == utf8Name { return .utf8 }
    // A label stands behind a blank and ends at a blank or at the end of its line.
    let wanted = [32] + label
    var position = 0
    while let found = Kernels.firstIndex(ofSequence: wanted.span, in: lines.span, from: position) {
      position = found + wanted.count
      if position == lines.count || lines[position] == 32 || lines[position] == 10 { return head(ofLineAt: found) }
    }
    return nil
  }

  private static let utf8Name = Array("utf-8".utf8)

  /// The name at the head of the line that holds an offset.
  private static func head(ofLineAt offset: Int) -> CharsetLabel {
    var start = offset
    while start > 0, lines[start - 1] != 10 { start -= 1 }
    var end = start
    while end < lines.count, lines[end] != 32 { end += 1 }
    let name = String(decoding: lines[start..<end], as: UTF8.self)
    switch name {
    case "UTF-8": return .utf8
    case "US-ASCII": return .ascii
    case "CP1252": return .windows1252
    default: return CharsetLabel(kind: .listed, converterName: name)
    }
  }

  /// The label in upper case with what could mean something to iconv (`//TRANSLIT`) taken out.
  private static func cleaned(_ label: [UInt8]) -> String {
    var name: [UInt8] = []
    for byte in label {
      switch byte {
      case 97...122: name.append(byte & 0xDF)
      case 48...57, 45, 95, 46, 58, 40, 41, 43: name.append(byte)
      default: name.append(95)
      }
    }
    return String(decoding: name, as: UTF8.self)
  }

  /// One charset a line: iconv's name, then the labels that mean it; those met most stand first.
  private static let lines: [UInt8] = Array(
    """
    UTF-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 utf-8n utf8mb4 cp65001 csutf8
    US-ASCII us-ascii ascii ansi_x3.4-1968 ansi_x3.4-1986 iso_646.irv:1991 iso646-us 646 iso-ir-6 us csascii cp367 ibm367 \
    unknown-8bit x-unknown unknown x-user-defined user-defined default none binary 7bit 8bit _charset_ charset \
    windows-unknown undefined null
    CP1252 windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 latin1 latin-1 \
    l1 ibm819 cp819 csisolatin1 x-ansi ansi 8859_1 iso8859_1 windows1252 win-1252 win1252 en_us.iso8859-1 iso-8859-1-windows-3.1-latin-1
    CP1251 windows-1251 cp1251 x-cp1251 windows1251 win-1251 win1251 ansi-1251
    KOI8-R koi8-r koi koi8 koi8_r koi8r cskoi8r
    ISO-8859-15 iso-8859-15 iso8859-15 iso885915 iso_8859-15 latin9 latin-9 l9 csisolatin9
    ISO-8859-2 iso-8859-2 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 iso-ir-101 latin2 latin-2 l2 csisolatin2
    ISO-8859-7 iso-8859-7 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 iso-ir-126 greek greek8 ecma-118 elot_928 \
    csisolatingreek sun_eu_greek
    GB18030 gb18030 gb2312 gb_2312 gb_2312-80 csgb2312 chinese iso-ir-58 csiso58gb231280 gbk x-gbk cp936 ms936 windows-936 \
    gb-2312 gb2312-80 euc-cn euccn x-euc-cn cn-gb csgb18030 csgbk gb18030-2000 cp54936 gbk2312
    ISO-2022-JP iso-2022-jp csiso2022jp iso2022-jp iso2022jp jis _iso-2022-jp$esc _iso-2022-jp$sio iso-2022-jp-ms cp50220 \
    cp50221 cp50222 x-iso-2022-jp
    CP932 shift_jis shift-jis shiftjis sjis x-sjis ms_kanji csshiftjis ms932 windows-31j cp932 windows-932 cswindows31j \
    x-ms-cp932
    BIG5-HKSCS big5 big5-hkscs big5hkscs cn-big5 csbig5 x-x-big5 x-big5 big-5 cp950 ms950 windows-950 big5-eten
    CP949 euc-kr euckr cseuckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 csksc56011987 iso-ir-149 korean windows-949 \
    cp949 ms949 uhc ksc5601-1987 ks_c_5601 ks_c_5601_1987 x-windows-949 x-euc-kr
    EUC-JP-MS euc-jp eucjp x-euc-jp x-euc cseucpkdfmtjapanese ujis
    CP1250 windows-1250 cp1250 x-cp1250 windows1250 win-1250 win1250
    CP1253 windows-1253 cp1253 x-cp1253 windows1253
    CP1254 windows-1254 cp1254 x-cp1254 windows1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 iso-ir-148 \
    latin5 l5 csisolatin5
    CP1255 windows-1255 cp1255 x-cp1255 windows1255
    CP1256 windows-1256 cp1256 x-cp1256 windows1256
    CP1257 windows-1257 cp1257 x-cp1257 windows1257
    CP1258 windows-1258 cp1258 x-cp1258 windows1258
    CP874 windows-874 cp874 dos-874 tis-620 tis620 iso-8859-11 iso8859-11 iso885911 iso-ir-166 cstis620
    ISO-8859-3 iso-8859-3 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 iso-ir-109 latin3 l3 csisolatin3
    ISO-8859-4 iso-8859-4 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 iso-ir-110 latin4 l4 csisolatin4
    ISO-8859-5 iso-8859-5 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 iso-ir-144 cyrillic csisolatincyrillic
    ISO-8859-6 iso-8859-6 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 iso-ir-127 arabic asmo-708 ecma-114 \
    csisolatinarabic iso-8859-6-e csiso88596e iso-8859-6-i csiso88596i
    ISO-8859-8 iso-8859-8 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 iso-ir-138 hebrew visual csisolatinhebrew \
    iso-8859-8-e csiso88598e iso-8859-8-i csiso88598i logical
    ISO-8859-10 iso-8859-10 iso8859-10 iso885910 iso-ir-157 latin6 l6 csisolatin6
    ISO-8859-13 iso-8859-13 iso8859-13 iso885913 latin7
    ISO-8859-14 iso-8859-14 iso8859-14 iso885914 latin8 iso-celtic
    ISO-8859-16 iso-8859-16 iso8859-16 iso885916 latin10
    KOI8-U koi8-u koi8-ru koi8u
    CP866 ibm866 cp866 866 csibm866 dos-866
    CP850 ibm850 cp850 850 cspc850multilingual
    CP437 ibm437 cp437 437 cspc8codepage437
    CP852 ibm852 cp852 852 cspcp852
    CP855 ibm855 cp855
    CP858 ibm00858 cp858 cp00858 ccsid00858 pc-multilingual-850+euro
    CP862 ibm862 cp862 dos-862 cspc862latinhebrew
    MACINTOSH macintosh mac x-mac-roman csmacintosh macroman mac-roman
    MAC-CYRILLIC x-mac-cyrillic x-mac-ukrainian maccyrillic
    MAC-CENTRALEUROPE x-mac-ce x-mac-centraleurroman
    HZ hz-gb-2312 hz hz-gb2312 x-hz
    ISO-2022-KR iso-2022-kr csiso2022kr
    ISO-2022-JP-2 iso-2022-jp-2 csiso2022jp2 iso-2022-jp-1
    ISO-2022-CN iso-2022-cn csiso2022cn
    ISO-2022-CN-EXT iso-2022-cn-ext
    UTF-7 utf-7 utf7 unicode-1-1-utf-7 x-unicode-1-1-utf-7 x-unicode-2-0-utf-7 csunicode11utf7 csutf7
    UTF-16 utf-16 utf16 csutf16 unicode iso-10646-ucs-2 ucs-2 ucs2 csunicode
    UTF-16LE utf-16le utf16le ucs-2le unicodefffe-le
    UTF-16BE utf-16be utf16be ucs-2be unicodefffe unicodefeff
    UTF-32 utf-32 utf32 ucs-4 ucs4 iso-10646-ucs-4
    UTF-32LE utf-32le utf32le
    UTF-32BE utf-32be utf32be
    TCVN tcvn tcvn5712-1 tcvn-5712
    VISCII viscii csviscii
    """.utf8)
}
