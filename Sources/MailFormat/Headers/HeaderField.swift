/// Where one header field lies in the bytes of its block; 16 bytes, no text of its own.
public struct HeaderField: Sendable, Equatable {
  let nameStart: UInt32
  let nameCount: UInt16
  let nameHash: UInt16
  let valueStart: UInt32
  let valueEnd: UInt32

  /// The name, without the blanks that obsolete syntax allows before the colon.
  public var name: Range<Int> { Int(nameStart)..<Int(nameStart) + Int(nameCount) }
  /// The value as written: from behind the colon to before the line end, folds included.
  public var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }
}
