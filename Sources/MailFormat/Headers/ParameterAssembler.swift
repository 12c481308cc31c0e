import MailBytes

/// Puts the sections of RFC 2231 together and decodes the values.
enum ParameterAssembler {
  /// One parameter for each name; of several forms the best one wins: extended, continued, plain.
  static func assemble(_ sections: [ParameterSection], using decoder: CharsetDecoder) -> [Parameters.Parameter] {
    var result: [Parameters.Parameter] = []
    for (index, section) in sections.enumerated() {
      if sections[..<index].contains(where: { $0.name == section.name }) { continue }
      let same = sections[index...].filter { $0.name == section.name }
      let value = value(of: same, using: decoder)
      let text = String(decoding: OneLine.cleaned(value), as: UTF8.self)
      result.append(.init(name: String(decoding: section.name, as: UTF8.self), value: text))
    }
    return result
  }

  private static func value(of sections: [ParameterSection], using decoder: CharsetDecoder) -> [UInt8] {
    if let whole = sections.first(where: { $0.number == nil && $0.isExtended }) {
      return joined([whole], using: decoder)
    }
    let numbered = sections.filter { $0.number != nil }
    if !numbered.isEmpty {
      return joined(numbered.sorted { ($0.number ?? 0) < ($1.number ?? 0) }, using: decoder)
    }
    guard let plain = sections.first else { return [] }
    return EncodedWord.decode(plain.value, using: decoder)
  }

  /// Joins sections in order; the charset stands in the first one: `charset'language'text`.
  private static func joined(_ sections: [ParameterSection], using decoder: CharsetDecoder) -> [UInt8] {
    guard let first = sections.first else { return [] }
    var bytes: [UInt8] = []
    var charset: CharsetLabel?
    var previous: Int?
    for (index, section) in sections.enumerated() {
      // A number given twice: the first one counts.
      if let number = section.number, number == previous { continue }
      previous = section.number
      guard section.isExtended else {
        bytes += section.value
        continue
      }
      var text = section.value[...]
      if index == 0, let firstQuote = text.firstIndex(of: 39),
        let secondQuote = text[(firstQuote + 1)...].firstIndex(of: 39)
      {
        charset = CharsetLabel(text[..<firstQuote])
        text = text[(secondQuote + 1)...]
      }
      appendPercentDecoded(text, to: &bytes)
    }
    if let charset { return decoder.text(bytes, from: charset) }
    return first.isExtended ? decoder.decodeUnlabelled(bytes) : EncodedWord.decode(bytes, using: decoder)
  }

  private static func appendPercentDecoded(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    var position = text.startIndex
    while position < text.endIndex {
      if text[position] == 37, position + 2 < text.endIndex, let high = text[position + 1].hexDigitValue,
        let low = text[position + 2].hexDigitValue
      {
        bytes.append(high << 4 | low)
        position += 3
      } else {
        bytes.append(text[position])
        position += 1
      }
    }
  }
}
