import MailBytes

/// The value of the next `src` attribute of an `img` element.
struct ImageSource {
  /// Where the value stands, without its quotes.
  let range: Range<Int>
  /// The value.
  let path: String

  /// Finds it at or behind a position; nil when there is none.
  init?(_ html: [UInt8], from start: Int) {
    var index = start
    while let tag = Self.find("<img", in: html, from: index, to: html.count) {
      let end = html[tag...].firstIndex(of: UInt8(ascii: ">")) ?? html.count
      index = end
      guard let name = Self.find("src=", in: html, from: tag, to: end) else { continue }
      var first = name + 4
      guard first < end else { continue }
      var last: Int
      if html[first] == UInt8(ascii: "\"") || html[first] == UInt8(ascii: "'") {
        let quote = html[first]
        first += 1
        last = html[first...].firstIndex(of: quote) ?? end
      } else {
        last = first
        while last < end, html[last] > 0x20 { last += 1 }
      }
      last = min(last, html.count)
      guard first < last else { continue }
      range = first..<last
      path = String(keeping: html[first..<last])
      return
    }
    return nil
  }

  /// Whether it names a file rather than something on the network or inside the text.
  var isLocal: Bool {
    let scheme = path.utf8.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "/") }
    return scheme.count == path.utf8.count
      || path.utf8[path.utf8.index(path.startIndex, offsetBy: scheme.count)]
        == UInt8(ascii: "/") && !path.utf8.starts(with: "//".utf8)
  }

  private static func find(_ word: StaticString, in html: [UInt8], from start: Int, to end: Int) -> Int? {
    let needle = Array(word.description.utf8)
    var index = start
    while index + needle.count <= end {
      if html[index] | 0x20 == needle[0] | 0x20,
        zip(html[index...], needle).allSatisfy({ $0 == $1 || ($0 | 0x20 == $1 && $1 >= UInt8(ascii: "a")) })
      {
        return index
      }
      index += 1
    }
    return nil
  }
}
