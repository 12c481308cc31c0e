import MailBytes

/// HZ (RFC 1843), Chinese between `~{` and `~}` in text of seven bits, which libc does not know.
enum HZText {
  /// The bytes in the form GB18030 has for them, which the converter reads on.
  static func unwrapped(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var isChinese = false
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      let next = position + 1 < bytes.count ? bytes[position + 1] : 0
      position += 1
      if byte == 0x7e, !isChinese || next == 0x7d {
        switch next {
        case 0x7b: isChinese = true
        case 0x7d: isChinese = false
        case 0x7e: text.append(0x7e)
        case 0x0a: break
        default:
          // A tilde by itself, as careless writers leave it.
          text.append(0x7e)
          continue
        }
        position += 1
      } else if isChinese, (0x21..<0x7f).contains(byte), (0x21..<0x7f).contains(next) {
        text.append(byte | 0x80)
        text.append(next | 0x80)
        position += 1
      } else {
        // Each line begins in ASCII.
        if byte == 0x0a { isChinese = false }
        text.append(byte)
      }
    }
    return text
  }
}
