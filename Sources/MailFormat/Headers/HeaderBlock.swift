/// The header of one message or part with its bytes: lookups without regard to case, values unfolded when asked for.
public struct HeaderBlock: Sendable {
  /// The bytes that were scanned, shared with whoever made the block.
  public let bytes: [UInt8]
  /// Where the fields lie.
  public let index: HeaderIndex

  /// Scans the block at the start of the bytes; the body may follow.
  public static func parse(_ bytes: [UInt8]) -> HeaderBlock { HeaderBlock(bytes) }

  /// Scans the block at the start of the bytes; the body may follow.
  public init(_ bytes: [UInt8]) {
    self.init(bytes, in: 0..<bytes.count)
  }

  /// Scans the block in a range of the bytes, of a part within its message for instance.
  public init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    index = HeaderIndex.scan(bytes.span, in: range)
  }

  /// Joins bytes with an index of them that was made before.
  public init(_ bytes: [UInt8], index: HeaderIndex) {
    self.bytes = bytes
    self.index = index
  }

  /// The fields in order.
  public var fields: [HeaderField] { index.fields }

  /// The first field of the name.
  public func first(_ name: HeaderFieldName) -> HeaderField? { index.first(name, in: bytes.span) }

  /// All fields of the name, in order.
  public func all(_ name: HeaderFieldName) -> [HeaderField] { index.all(name, in: bytes.span) }

  /// The name as written.
  public func name(of field: HeaderField) -> ArraySlice<UInt8> { bytes[clamped(field.name)] }

  /// The value as written, folds and all.
  public func raw(_ field: HeaderField) -> ArraySlice<UInt8> { bytes[clamped(field.value)] }

  /// The value on one line: line ends taken out, blanks at both ends too (RFC 5322 section 2.2.3).
  public func unfolded(_ field: HeaderField) -> [UInt8] { Unfolding.unfold(bytes, in: clamped(field.value)) }

  /// The unfolded value of the first field of the name.
  public func unfolded(_ name: HeaderFieldName) -> [UInt8]? { first(name).map { unfolded($0) } }

  /// The value of an unstructured field as text: unfolded, encoded words and raw 8-bit text decoded.
  public func text(of field: HeaderField, using decoder: CharsetDecoder) -> String {
    String(decoding: EncodedWord.decode(bytes, in: clamped(field.value), using: decoder), as: UTF8.self)
  }

  /// The same in UTF-8 and however long, for what looks into fields or hands them on: cut, they would be others.
  public func wholeText(of field: HeaderField, using decoder: CharsetDecoder) -> [UInt8] {
    EncodedWord.decode(bytes, in: clamped(field.value), using: decoder, limit: .max)
  }

  /// The text of the first field of the name.
  public func text(_ name: HeaderFieldName, using decoder: CharsetDecoder) -> String? {
    first(name).map { text(of: $0, using: decoder) }
  }

  private func clamped(_ range: Range<Int>) -> Range<Int> { range.clamped(to: 0..<bytes.count) }
}
