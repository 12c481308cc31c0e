/// What threading needs to know of one message (RFC 5256).
public struct ThreadMember: Sendable {
  /// Its identity; nil when it has none.
  public var id: String?
  /// The messages it answers, the oldest first: those of References, else the first of In-Reply-To.
  public var references: [String]
  /// When it was sent, else when it was received, in seconds since 1970.
  public var date: Int64
  /// What it is about.
  public var subject: BaseSubject

  /// Takes the values.
  public init(id: String?, references: [String], date: Int64, subject: BaseSubject) {
    self.id = id
    self.references = references
    self.date = date
    self.subject = subject
  }

  /// Reads the values from a header.
  ///
  /// - Parameters:
  ///   - received: what counts where there is no Date field that can be read.
  ///   - marks: words that stand for `Re` in other languages.
  public init(_ header: HeaderBlock, received: Int64?, marks: [String] = [], using decoder: CharsetDecoder) {
    id = header.messageID?.text
    references = header.messageIDs(.references).map(\.text)
    if references.isEmpty, let answered = header.messageIDs(.inReplyTo).first { references = [answered.text] }
    date = header.date?.secondsSinceEpoch ?? received ?? 0
    let subject = header.first(.subject).map { EncodedWord.decode(header.bytes, in: $0.value, using: decoder) }
    self.subject = BaseSubject(subject ?? [], marks: marks)
  }
}
