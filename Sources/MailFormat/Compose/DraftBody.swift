/// What a message says, as a tree of parts.
public indirect enum DraftBody: Sendable {
  /// One part.
  case part(Attachment)
  /// The same in several forms, the plainest first (multipart/alternative).
  case alternative([DraftBody])
  /// A root and what it refers to (multipart/related).
  case related([DraftBody])
  /// One behind the other (multipart/mixed).
  case mixed([DraftBody])

  /// Nothing.
  public static var empty: DraftBody { .part(.text(MemoryContent([]))) }

  /// Plain text from memory.
  public static func text(_ bytes: [UInt8]) -> DraftBody { .part(.text(MemoryContent(bytes))) }
}
