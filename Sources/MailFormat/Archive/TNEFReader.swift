/// Files and body of a winmail.dat, the Transport Neutral Encapsulation Format of Outlook ([MS-OXTNEF]).
struct TNEFReader {
  private let bytes: [UInt8]
  private var position = 6

  /// What a winmail.dat holds.
  struct Content {
    var files: [UnpackedFile] = []
    /// The text of the message where there is one.
    var body: [UInt8] = []
    /// Its HTML where there is one.
    var html: [UInt8] = []
  }

  private static let signature: UInt32 = 0x223e_9f78
  private static let files = 1000

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads the whole; nil when it is no TNEF.
  ///
  /// What is cut or malformed ends the reading, what was read stays.
  static func read(_ bytes: [UInt8]) -> Content? {
    var reader = TNEFReader(bytes)
    guard reader.number(at: 0, bytes: 4) == Int(signature) else { return nil }
    return reader.attributes()
  }

  private mutating func attributes() -> Content {
    var content = Content()
    var file: UnpackedFile?
    func finish(_ file: UnpackedFile?, in content: inout Content) {
      guard var file, content.files.count < Self.files else { return }
      if file.name.isEmpty { file.name = "attachment" }
      content.files.append(file)
    }
    while let level = number(at: position, bytes: 1), let name = number(at: position + 1, bytes: 4),
      let length = number(at: position + 5, bytes: 4)
    {
      let start = position + 9
      let end = min(start + length, bytes.count)
      let isCut = start + length > bytes.count
      guard level == 1 || level == 2 else { break }
      switch name {
      case 0x0006_9002:
        // attAttachRenddata begins the next file.
        finish(file, in: &content)
        file = UnpackedFile(name: "", content: [], isDamaged: false)
      case 0x0001_8010:
        if let named = text(start..<end), file?.name.isEmpty ?? false { file?.name = named }
      case 0x0006_800f:
        if file == nil { file = UnpackedFile(name: "", content: []) }
        file?.content = Array(bytes[start..<end])
        file?.isDamaged = isCut
      case 0x0006_9005:
        var properties = MAPIProperties(bytes, in: start..<end)
        while let property = properties.next() { apply(property, to: &file) }
      case 0x0006_9003:
        var properties = MAPIProperties(bytes, in: start..<end)
        while let property = properties.next() {
          if property.id == 0x1000 { content.body = property.text }
          if property.id == 0x1013 { content.html = Array(bytes[property.value]) }
        }
      case 0x0002_800c: if content.body.isEmpty { content.body = Array(bytes[start..<end].prefix { $0 != 0 }) }
      default: break
      }
      if isCut { break }
      position = start + length + 2
    }
    finish(file, in: &content)
    return content
  }

  private func apply(_ property: MAPIProperties.Property, to file: inout UnpackedFile?) {
    switch property.id {
    // PidTagAttachLongFilename, better than the 8.3 name; PidTagDisplayName for what has none.
    case 0x3707: if let name = name(property) { file?.name = name }
    case 0x3001: if file?.name.isEmpty ?? false, let name = name(property) { file?.name = name }
    case 0x370e: file?.type = name(property)
    case 0x3701: if file?.content.isEmpty ?? false { file?.content = Array(bytes[property.value]) }
    default: break
    }
  }

  private func name(_ property: MAPIProperties.Property) -> String? {
    let text = String(decoding: property.text.prefix(1024), as: UTF8.self)
    return text.isEmpty ? nil : text
  }

  private func text(_ range: Range<Int>) -> String? {
    let name = bytes[range].prefix { $0 != 0 }.prefix(1024)
    return name.isEmpty ? nil : String(decoding: Windows1252.decode(Array(name)), as: UTF8.self)
  }

  /// A little-endian number; nil beyond the end.
  private func number(at offset: Int, bytes count: Int) -> Int? {
    LittleEndian.number(bytes, at: offset, count: count)
  }
}
